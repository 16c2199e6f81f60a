package io.dermavigil.serving.materializer;

import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.events.RecordKey;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What happened to each message, in the order of its partition: what was erased, and what was published since. */
final class FactBatch implements Folding.Batch {

    /** A message: its key, in its topic. A tombstone erases by this. */
    private record Message(RecordKey key, String topic) {}

    /** What becomes of a message: whether what is stored of it goes, and what comes, by digest. */
    private static final class Fate {
        private boolean erased;
        private final Map<Long, Intake.Accepted> published = new LinkedHashMap<>();
    }

    private final RecordIntake intake;
    private final Map<EventKind, Map<Message, Fate>> fates = new EnumMap<>(EventKind.class);

    FactBatch(RecordIntake intake) {
        this.intake = intake;
    }

    @Override
    public void add(ConsumerRecord<byte[], byte[]> record) {
        Intake taken = intake.take(new RawRecord(
                record.topic(), record.partition(), record.offset(), record.timestamp(), record.key(), record.value()));
        if (taken instanceof Intake.Accepted accepted) {
            fate(accepted.header().kind(), new Message(accepted.header().recordKey(), record.topic()))
                    .published
                    .put(accepted.digest(), accepted);
        } else if (taken instanceof Intake.Erased erased) {
            Fate fate = fate(erased.kind(), new Message(erased.key(), record.topic()));
            fate.erased = true;
            fate.published.clear();
        }
        // the reject topic has what was rejected, with its reason
    }

    private Fate fate(EventKind kind, Message message) {
        return fates.computeIfAbsent(kind, any -> new LinkedHashMap<>()).computeIfAbsent(message, any -> new Fate());
    }

    @Override
    public boolean isEmpty() {
        return fates.isEmpty();
    }

    @Override
    public Set<String> write(Connection connection) throws SQLException {
        for (Map.Entry<EventKind, Map<Message, Fate>> ofKind : fates.entrySet()) {
            FactTable table = FactTable.of(ofKind.getKey());
            Columns erased = new Columns("text", "text", "text", "text", "uuid", "text");
            Columns published = table.columns();
            ofKind.getValue().forEach((message, fate) -> {
                if (fate.erased) {
                    RecordKey key = message.key();
                    erased.add(
                            key.patientKey(),
                            key.clinicId(),
                            key.sessionId(),
                            key.factId(),
                            key.eventId(),
                            message.topic());
                }
                fate.published.values().forEach(accepted -> published.add(table.row(accepted, message.topic())));
            });
            erased.execute(connection, table.erase());
            published.execute(connection, table.insert());
        }
        return Set.of();
    }
}
