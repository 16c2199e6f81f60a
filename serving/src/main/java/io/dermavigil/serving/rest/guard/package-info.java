/** Who asks, from where, and whether they may. */
package io.dermavigil.serving.rest.guard;
