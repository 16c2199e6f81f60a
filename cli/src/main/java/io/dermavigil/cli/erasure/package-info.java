/** Erases patients: from the log down to its bytes, from the rejects and from the state of the jobs. */
package io.dermavigil.cli.erasure;
