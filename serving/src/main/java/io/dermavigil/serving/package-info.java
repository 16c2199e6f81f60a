/** Answers people: folds the topics into PostgreSQL, releases what discloses no one, and serves both. */
package io.dermavigil.serving;
