package io.dermavigil.cli.reconcile;

/**
 * A field in which a summary differs from what the events say.
 *
 * @param topic summary topic
 * @param account key of the summary
 * @param field path of the field, for example {@code reactions.EDEMA.reports}
 * @param expected what the events say, as JSON; {@code absent} when they say nothing
 * @param found what the summary says, as JSON; {@code absent} when it says nothing
 */
public record Difference(String topic, String account, String field, String expected, String found) {}
