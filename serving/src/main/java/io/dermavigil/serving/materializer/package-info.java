/** Folds the topics into the store: exactly once, in micro-batches, restartable from an empty database. */
package io.dermavigil.serving.materializer;
