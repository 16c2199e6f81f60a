/** Evidence of harm: which patients may be counted yet, and what their reactions say against what is expected. */
package io.dermavigil.jobs.evidence;
