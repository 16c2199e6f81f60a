package io.dermavigil.serving;

import io.dermavigil.serving.materializer.Materializer;
import io.dermavigil.serving.materializer.MaterializerStatus;
import io.dermavigil.serving.release.Releases;
import io.dermavigil.serving.release.ScheduledReleases;
import io.dermavigil.serving.store.AnalystWatch;
import io.dermavigil.serving.store.Store;
import io.dermavigil.serving.store.StoreRole;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Everything that answers people, in one process: the store, what fills it, and who watches over it. */
public final class ServingProcess implements AutoCloseable {

    private final Store store;
    private final AnalystWatch watch;
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private final Materializer materializer;
    private final ScheduledReleases releases;

    private ServingProcess(ServingConfig config, Store store) {
        this.store = store;
        this.watch = AnalystWatch.start(config.store(), config.analystsWithin());
        this.materializer = Materializer.start(config.topics(), store.connections(StoreRole.WRITER), this::tell);
        this.releases = ScheduledReleases.start(
                new Releases(store.writer()),
                config.calendar(),
                config.threshold(),
                () -> materializer.status().summariesAreComplete());
    }

    /**
     * Starts and returns when the store is ready to be read; it is filled afterwards.
     *
     * @throws io.dermavigil.serving.store.StoreException when the store cannot be used
     */
    public static ServingProcess start(ServingConfig config) {
        return new ServingProcess(config, Store.open(config.store()));
    }

    private void tell(Set<String> accounts) {
        listeners.forEach(listener -> listener.accept(accounts));
    }

    /** The store. */
    public Store store() {
        return store;
    }

    /** How the store stands against the topics. */
    public MaterializerStatus status() {
        return materializer.status();
    }

    /**
     * Tells of changes.
     *
     * @param listener called after each commit with the keys of the accounts that were written, by a thread that folds:
     *     it must return at once and not throw
     */
    public void onChange(Consumer<Set<String>> listener) {
        listeners.add(listener);
    }

    /** Stops the fold between two commits, and closes every connection. */
    @Override
    public void close() {
        try (store;
                watch;
                materializer;
                releases) {
            listeners.clear();
        }
    }
}
