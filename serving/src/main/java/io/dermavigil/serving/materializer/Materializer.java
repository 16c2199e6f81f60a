package io.dermavigil.serving.materializer;

import io.dermavigil.schemas.topics.Generation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Keeps the store equal to what the topics say. The offsets up to which the store holds everything are written in the
 * transaction that writes the rows, so that a crash between two commits repeats nothing and loses nothing.
 */
public final class Materializer implements AutoCloseable {

    /** Name of the lane that folds the summary topics. */
    static final String SUMMARIES = "summaries";

    /** Name of the lane that folds the clinic topics. */
    static final String FACTS = "facts";

    private final SummaryFoldings summaries;
    private final List<Lane> lanes;

    private Materializer(SummaryFoldings summaries, List<Lane> lanes) {
        this.summaries = summaries;
        this.lanes = lanes;
    }

    /**
     * Starts to fold; what fails is tried again until closed, and told in the status.
     *
     * @param config how the topics are read
     * @param writer connections of the writing role, two at least
     * @param changed called after each commit with the keys of the accounts that were written, by a thread that folds: it
     *     must return at once and not throw
     */
    public static Materializer start(MaterializerConfig config, DataSource writer, Consumer<Set<String>> changed) {
        SummaryFoldings summaries = new SummaryFoldings(config);
        FactFolding facts = new FactFolding(config.registered().get(), config.forgetting(), Clock.systemUTC());
        Materializer started = new Materializer(
                summaries,
                List.of(
                        new Lane(SUMMARIES, config, summaries, writer, keys -> {
                            if (!keys.isEmpty()) {
                                changed.accept(keys);
                            }
                        }),
                        new Lane(FACTS, config, existing -> facts, writer, keys -> {})));
        started.lanes.forEach(Lane::start);
        return started;
    }

    /** How the store stands against the topics. */
    public MaterializerStatus status() {
        return new MaterializerStatus(
                summaries.generation(), lanes.stream().map(Lane::status).toList());
    }

    /** Stops; a transaction that is under way is committed whole or not at all. */
    @Override
    public void close() {
        lanes.parallelStream().forEach(Lane::close);
    }

    /** A folding for each generation that readers are switched to. */
    private static final class SummaryFoldings implements Lane.Foldings {

        private final MaterializerConfig config;
        private final ActiveGenerationReader active;
        private volatile Generation generation;
        private SummaryFolding folding;

        SummaryFoldings(MaterializerConfig config) {
            this.config = config;
            this.active = new ActiveGenerationReader(config);
        }

        @Override
        public Folding current(Map<String, Source> existing) throws PoisonRowException {
            Generation now = active.read(existing);
            if (!now.equals(generation)) {
                folding = new SummaryFolding(now, config.registered().get());
                generation = now;
            }
            return folding;
        }

        int generation() {
            Generation known = generation;
            return known == null ? 0 : known.number();
        }

        @Override
        public void close() {
            active.close();
        }
    }
}
