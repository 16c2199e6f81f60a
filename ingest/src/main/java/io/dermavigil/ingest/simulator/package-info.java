/** A simulated chain of clinics whose truth is known; see {@code docs/simulator.md}. */
package io.dermavigil.ingest.simulator;
