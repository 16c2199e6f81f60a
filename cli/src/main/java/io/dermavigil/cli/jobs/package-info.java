/** Jobs on a Flink session cluster, by its REST interface. */
package io.dermavigil.cli.jobs;
