package io.dermavigil.serving.rest.stream;

import io.dermavigil.serving.relations.Relations;
import io.dermavigil.serving.rest.formats.Json;
import io.dermavigil.serving.rest.listings.Readers;
import io.dermavigil.serving.rest.listings.Snapshot;
import io.dermavigil.serving.rest.outcomes.AccountJson;
import io.dermavigil.serving.rest.questions.AccountFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells readers which accounts changed. Whoever commits only leaves the keys here and is never held up: rows are read once for all
 * readers, and a commit of more accounts than readers can follow is told as {@code resync}.
 */
public final class AccountChanges implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccountChanges.class);
    private static final int MOST_ACCOUNTS = 500;

    private final Readers readers;
    private final Duration heartbeat;
    private final Places places;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final ExecutorService writers = Executors.newCachedThreadPool(daemons("dermavigil-stream"));
    private final Thread teller = daemons("dermavigil-changes").newThread(this::tell);
    private final Set<String> pending = new LinkedHashSet<>();
    private boolean committed;
    private boolean closed;

    /**
     * For readers.
     *
     * @param readers connections for questions
     * @param most connections at the same time
     * @param mostOfOne connections of one token or session
     * @param heartbeat how long a connection may be silent
     */
    public AccountChanges(Readers readers, int most, int mostOfOne, Duration heartbeat) {
        this.readers = readers;
        this.heartbeat = heartbeat;
        this.places = new Places(most, mostOfOne);
        teller.start();
    }

    /** Notes what a commit changed; returns at once. */
    public void committed(Collection<String> accountKeys) {
        synchronized (pending) {
            committed = true;
            for (String key : accountKeys) {
                if (pending.size() > MOST_ACCOUNTS) {
                    break;
                }
                pending.add(key);
            }
            pending.notifyAll();
        }
    }

    /** Readers that are served now. */
    public int open() {
        return streams.size();
    }

    /** The places of readers. */
    Places places() {
        return places;
    }

    /** The first event for a reader; one that comes back may have missed some. */
    byte[] firstEvent(boolean resumes) {
        return event(resumes ? "resync" : "progress", readers.live(AccountChanges::progress));
    }

    /** Serves a reader, for whom a place was taken, until it goes; complete when it went. */
    CompletableFuture<Void> serve(HttpServletResponse answer, AccountFilter filter, byte[] firstEvent, String caller) {
        EventStream stream = new EventStream(answer, filter, heartbeat);
        stream.send(firstEvent);
        streams.add(stream);
        return CompletableFuture.runAsync(stream, writers).whenComplete((done, failure) -> {
            places.giveBack(caller);
            streams.remove(stream);
        });
    }

    /** Ends every stream. */
    @Override
    public void close() {
        synchronized (pending) {
            closed = true;
            pending.notifyAll();
        }
        streams.forEach(EventStream::end);
        writers.shutdownNow();
    }

    private void tell() {
        try {
            for (Set<String> keys = next(); keys != null; keys = next()) {
                tell(keys);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a commit; null when closed. */
    private Set<String> next() throws InterruptedException {
        synchronized (pending) {
            while (!committed && !closed) {
                pending.wait();
            }
            if (closed) {
                return null;
            }
            Set<String> keys = new LinkedHashSet<>(pending);
            pending.clear();
            committed = false;
            return keys;
        }
    }

    private void tell(Set<String> keys) {
        if (streams.isEmpty()) {
            return;
        }
        try {
            readers.live(handle -> {
                if (keys.size() > MOST_ACCOUNTS) {
                    send("resync", progress(handle));
                } else {
                    rows(handle, keys).forEach(this::send);
                    send("progress", progress(handle));
                }
                return null;
            });
        } catch (JdbiException e) {
            LOG.warn("Changes cannot be told now; readers are asked to begin again: {}", e.getMessage());
            Map<String, Object> unknown = new LinkedHashMap<>();
            unknown.put("asOf", null);
            send("resync", unknown);
        }
    }

    private void send(Map<String, Object> row) {
        byte[] event = event("account", AccountJson.sideEffects(row));
        streams.stream().filter(stream -> stream.filter().matches(row)).forEach(stream -> stream.send(event));
    }

    private void send(String name, Map<String, Object> data) {
        byte[] event = event(name, data);
        streams.forEach(stream -> stream.send(event));
    }

    private static List<Map<String, Object>> rows(Handle handle, Collection<String> keys) {
        return handle.createQuery("SELECT " + Relations.SIDE_EFFECTS.selectList()
                        + " FROM serving.side_effects WHERE account_key = ANY(:keys)")
                .bindArray("keys", String.class, List.copyOf(keys))
                .map((row, context) -> Relations.SIDE_EFFECTS.row(row))
                .list();
    }

    private static Map<String, Object> progress(Handle handle) {
        Map<String, Object> progress = new LinkedHashMap<>();
        progress.put("asOf", Snapshot.live(handle).asOf());
        return progress;
    }

    private static byte[] event(String name, Map<String, Object> data) {
        return ("event: " + name + "\nid: " + data.get("asOf") + "\ndata: " + Json.text(data) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
