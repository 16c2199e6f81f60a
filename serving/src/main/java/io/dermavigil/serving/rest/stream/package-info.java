/** Changes as they happen, as server-sent events. */
package io.dermavigil.serving.rest.stream;
