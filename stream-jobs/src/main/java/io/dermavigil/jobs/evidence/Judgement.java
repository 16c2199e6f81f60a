package io.dermavigil.jobs.evidence;

import io.dermavigil.statistics.Interval;

/**
 * What counts say.
 *
 * @param logEvalue natural logarithm of the e-value
 * @param sequence confidence sequence
 */
record Judgement(double logEvalue, Interval sequence) {}
