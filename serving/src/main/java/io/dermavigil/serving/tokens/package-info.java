/** Who may ask: tokens, sign-in codes and sessions, of which the store holds only hashes. */
package io.dermavigil.serving.tokens;
