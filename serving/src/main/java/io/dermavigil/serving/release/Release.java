package io.dermavigil.serving.release;

import java.time.Instant;

/**
 * What was released.
 *
 * @param number 1, 2, ...
 * @param releasedAt when it was made
 * @param asOf until when the summaries contained what clinics published
 * @param threshold numbers of patients from 1 up to one less than this are never shown nor derivable
 * @param shown counts that are shown as they were
 * @param carried counts repeated from an earlier release
 * @param suppressed counts that are hidden
 */
public record Release(
        int number, Instant releasedAt, Instant asOf, int threshold, long shown, long carried, long suppressed) {}
