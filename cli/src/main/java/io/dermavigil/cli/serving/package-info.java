/** The serving process and the store that it answers from. */
package io.dermavigil.cli.serving;
