/**
 * Measures for streams of spontaneous reports, which have no denominators. Where there are denominators, as for sessions,
 * rates and e-values say more.
 */
package io.dermavigil.statistics.disproportionality;
