/** The local stack: a broker and the job in one process, on a data folder that survives them. */
package io.dermavigil.cli.stack;
