/** Surveillance in its older forms: a fixed period with expected counts, and charts of one clinic's drift. */
package io.dermavigil.statistics.sequential;
