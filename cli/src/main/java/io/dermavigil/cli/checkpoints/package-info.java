/** Complete checkpoints and savepoints in folders that this process can read. */
package io.dermavigil.cli.checkpoints;
