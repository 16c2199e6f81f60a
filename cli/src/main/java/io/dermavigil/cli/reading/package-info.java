/** Reads Kafka topics up to where they end, committed records only. */
package io.dermavigil.cli.reading;
