/** The {@code simulate} command. */
package io.dermavigil.cli.simulate;
