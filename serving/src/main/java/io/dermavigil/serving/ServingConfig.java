package io.dermavigil.serving;

import io.dermavigil.serving.materializer.MaterializerConfig;
import io.dermavigil.serving.store.StoreConfig;
import java.time.Duration;

/**
 * What a serving process needs.
 *
 * @param store the database
 * @param topics how the topics are read
 * @param analystsWithin longest statement or open transaction of an analyst's own connection
 */
public record ServingConfig(StoreConfig store, MaterializerConfig topics, Duration analystsWithin) {

    /** Longest statement of an analyst, unless said otherwise. */
    public static final Duration ANALYSTS_WITHIN = Duration.ofMinutes(5);

    /** Refuses a limit that nothing could keep. */
    public ServingConfig {
        if (analystsWithin.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("analystsWithin must be at least a second");
        }
    }

    /** The usual limits. */
    public static ServingConfig of(StoreConfig store, MaterializerConfig topics) {
        return new ServingConfig(store, topics, ANALYSTS_WITHIN);
    }
}
