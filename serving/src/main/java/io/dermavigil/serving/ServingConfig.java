package io.dermavigil.serving;

import io.dermavigil.serving.materializer.MaterializerConfig;
import io.dermavigil.serving.release.ReleaseCalendar;
import io.dermavigil.serving.release.ThresholdChoice;
import io.dermavigil.serving.store.StoreConfig;
import java.time.Duration;

/**
 * What a serving process needs.
 *
 * @param store the database
 * @param topics how the topics are read
 * @param analystsWithin longest statement or open transaction of an analyst's own connection
 * @param calendar when releases are made
 * @param threshold below which number of patients releases hide
 */
public record ServingConfig(
        StoreConfig store,
        MaterializerConfig topics,
        Duration analystsWithin,
        ReleaseCalendar calendar,
        ThresholdChoice threshold) {

    /** Longest statement of an analyst, unless said otherwise. */
    public static final Duration ANALYSTS_WITHIN = Duration.ofMinutes(5);

    /** Refuses a limit that nothing could keep. */
    public ServingConfig {
        if (analystsWithin.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("analystsWithin must be at least a second");
        }
    }

    /** The usual limits, and a release a month. */
    public static ServingConfig of(StoreConfig store, MaterializerConfig topics) {
        return new ServingConfig(store, topics, ANALYSTS_WITHIN, ReleaseCalendar.MONTHLY, ThresholdChoice.AS_BEFORE);
    }

    /** The same with releases of another calendar or threshold. */
    public ServingConfig releasing(ReleaseCalendar when, ThresholdChoice below) {
        return new ServingConfig(store, topics, analystsWithin, when, below);
    }
}
