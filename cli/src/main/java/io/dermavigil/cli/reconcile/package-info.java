/** Recomputes every summary by SQL and compares. */
package io.dermavigil.cli.reconcile;
