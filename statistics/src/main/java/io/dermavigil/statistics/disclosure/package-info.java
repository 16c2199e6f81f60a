/**
 * Releases that disclose no one: which counts of patients may be published, and which have to stay hidden so that no
 * small count is shown or can be worked out, alone or together with earlier releases. Pure: no I/O, no clock, no chance.
 */
package io.dermavigil.statistics.disclosure;
