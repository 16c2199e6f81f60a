package io.dermavigil.jobs.facts;

/**
 * Where a revision came from: its message, in the shared topic or in the clinic's own. A tombstone erases by this.
 *
 * @param high first 8 bytes of the event id
 * @param low last 8 bytes of the event id
 * @param ownTopic whether it came through the clinic's own topic
 */
public record EventRef(long high, long low, boolean ownTopic) {}
