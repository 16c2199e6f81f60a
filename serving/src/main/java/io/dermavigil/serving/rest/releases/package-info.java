/** The releases, which every role may read. */
package io.dermavigil.serving.rest.releases;
