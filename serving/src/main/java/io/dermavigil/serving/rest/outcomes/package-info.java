/** Rates of side effects, satisfaction, one stratum in full, and clinics compared. */
package io.dermavigil.serving.rest.outcomes;
