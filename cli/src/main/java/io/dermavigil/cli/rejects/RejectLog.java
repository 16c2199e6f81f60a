package io.dermavigil.cli.rejects;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.reading.ActiveGenerations;
import io.dermavigil.cli.reading.Broker;
import io.dermavigil.cli.reading.LogReader;
import io.dermavigil.pipeline.Reject;
import io.dermavigil.schemas.intake.RejectKey;
import io.dermavigil.schemas.topics.TopicCatalogue;
import io.dermavigil.schemas.wire.SingleObjectDecoder;
import io.dermavigil.schemas.wire.UndecodableException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The rejects of a stack, as far back as their topic keeps them. */
final class RejectLog {

    private final Broker broker;
    private final LogReader log;

    RejectLog(Broker broker, LogReader log) {
        this.broker = broker;
        this.log = log;
    }

    /** Rejects without their keys and values, in the order in which they were rejected. */
    List<Reject> list(Predicate<Reject> condition) {
        Map<RejectId, Reject> found = new LinkedHashMap<>();
        read(
                reject -> {
                    if (condition.test(reject)) {
                        reject.setKey(null);
                        reject.setValue(null);
                        found.put(RejectId.of(reject), reject);
                    }
                },
                found::remove);
        return List.copyOf(found.values());
    }

    /**
     * Rejects with everything, in the order of the ids.
     *
     * @throws CommandFailure when one does not exist
     */
    Map<RejectId, Reject> find(Collection<RejectId> ids) {
        Map<RejectId, Optional<Reject>> found = new LinkedHashMap<>();
        ids.forEach(id -> found.put(id, Optional.empty()));
        read(
                reject -> found.computeIfPresent(RejectId.of(reject), (id, unread) -> Optional.of(reject)),
                erased -> found.computeIfPresent(erased, (id, reject) -> Optional.empty()));
        TreeSet<String> missing = new TreeSet<>();
        found.forEach((id, reject) -> {
            if (reject.isEmpty()) {
                missing.add(id.text());
            }
        });
        if (!missing.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "no such reject: " + String.join(", ", missing)
                            + ". 'dermavigil rejects list' shows those there are; they are kept for 30 days.");
        }
        Map<RejectId, Reject> rejects = new LinkedHashMap<>();
        found.forEach((id, reject) -> rejects.put(id, reject.orElseThrow()));
        return rejects;
    }

    /** A tombstone erases the reject that it names; a key that names none is a filler of an erasure. */
    private void read(Consumer<Reject> sink, Consumer<RejectId> erased) {
        SingleObjectDecoder<Reject> decoder = new SingleObjectDecoder<>(Reject.getClassSchema());
        String topic = ActiveGenerations.read(broker, log).topic(TopicCatalogue.REJECTS);
        log.read(broker.ends(List.of(topic)), record -> {
            if (record.value() == null) {
                RejectKey.parse(record.key()).map(RejectId::of).ifPresent(erased);
                return;
            }
            try {
                sink.accept(decoder.decode(record.value()));
            } catch (UndecodableException e) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        topic + " holds a row at offset " + record.offset()
                                + " that cannot be read: written by a newer version, or by something else",
                        e);
            }
        });
    }
}
