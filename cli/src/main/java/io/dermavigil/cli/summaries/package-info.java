/** Prints side effects and satisfaction. */
package io.dermavigil.cli.summaries;
