/** Where the metrics of the operators are found. */
package io.dermavigil.jobs.metrics;
