/**
 * E-values: evidence against a hypothesis that may be looked at after every event, for ever (Ville 1939; Ramdas et al.
 * 2023, Stat Sci 38:576).
 */
package io.dermavigil.statistics.evalues;
