/** Baselines: the rates that evidence is taken against. */
package io.dermavigil.cli.baselines;
