/** A page of a documented view, read by key and not by offset. */
package io.dermavigil.serving.rest.listings;
