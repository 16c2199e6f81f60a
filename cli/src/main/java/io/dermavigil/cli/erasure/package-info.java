/**
 * Erases patients: from the log down to its bytes, from the rejects and from the state of the jobs.
 *
 * <p>What Kafka's cleaner (4.2) does, and so why this is as it is:
 *
 * <ul>
 *   <li>It never touches the newest segment. A segment ends only when something is appended after {@code segment.ms}.
 *   <li>The first round over a tombstone notes in its batch until when it stays ({@code delete.retention.ms} of that moment);
 *       a later round removes it. The note is never changed: a tombstone that was compacted under a day's retention stays a
 *       day, but a second tombstone of the key replaces it in the next round.
 *   <li>A round begins only when something was appended since the last, and rewrites the partition from its beginning.
 *   <li>The last batch of a round, and the last of each producer that is still known, keep their header without records.
 *   <li>Batches of aborted transactions and records without a key are removed with the others; nothing is cleaned beyond an
 *       open transaction.
 *   <li>Replaced segments are renamed and deleted after {@code file.delete.delay.ms}.
 * </ul>
 */
package io.dermavigil.cli.erasure;
