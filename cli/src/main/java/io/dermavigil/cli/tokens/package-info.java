/** Tokens of the REST interface, and sign-in links of the dashboard. */
package io.dermavigil.cli.tokens;
