/** Answers that many readers share, made from one state of the store, and told apart by their ETags. */
package io.dermavigil.serving.rest.answers;
