/** Follows the summary topics and serves what they say to Prometheus. */
package io.dermavigil.cli.monitor;
