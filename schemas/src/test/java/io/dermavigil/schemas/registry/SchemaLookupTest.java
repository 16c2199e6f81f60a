package io.dermavigil.schemas.registry;

import static io.dermavigil.schemas.registry.AnsweringRegistry.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.SampleEvents;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.wire.ConfluentEncoder;
import io.dermavigil.schemas.wire.SchemasById;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of a registry's answers, and how much one clinic can make us ask. */
class SchemaLookupTest {

    private static final String OWN = "clinic.berlin-1.sessions";
    private static final String SHARED = "clinic.sessions";

    private final Map<Integer, String> schemas = new ConcurrentHashMap<>();
    private volatile boolean down;
    private long now;
    private AnsweringRegistry server;
    private SchemaRegistry registry;

    @BeforeEach
    void start() throws Exception {
        server = new AnsweringRegistry(exchange -> {
            String path = exchange.getRequestURI().getPath();
            String schema = schemas.get(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)));
            if (down) {
                text(exchange, 503, "");
            } else if (schema == null) {
                text(exchange, 404, "{\"error_code\":40403}");
            } else {
                text(exchange, 200, "{\"schema\":" + quoted(schema) + "}");
            }
        });
        registry = new SchemaRegistry(new RegistryConfig(server.url(), null, null, null, Duration.ofSeconds(1)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    private SchemaLookup lookup(int questionsAMinute) {
        return new SchemaLookup(registry, questionsAMinute, () -> now);
    }

    private static String rule(SchemasById lookup, int id, String topic) {
        SchemasById.Found found = lookup.find(id, topic, schema -> Optional.empty());
        return found instanceof SchemasById.Unknown unknown ? unknown.rule() : null;
    }

    @Test
    void anUnknownIdIsAskedForAgainAfterAWhile() {
        SchemaLookup lookup = lookup(60);

        assertThat(rule(lookup, 7, SHARED)).isEqualTo("value: the schema registry does not know id 7");
        schemas.put(7, "\"int\"");
        now += UnknownIds.REMEMBERED_NANOS - 1;
        assertThat(rule(lookup, 7, SHARED)).isNotNull();
        assertThat(server.requests()).hasSize(1);
        now += 1;

        assertThat(rule(lookup, 7, SHARED)).isNull();
    }

    @Test
    void whoGuessesTomorrowsIdsHarmsNobodyElse() {
        SchemaLookup lookup = lookup(60);
        assertThat(rule(lookup, 7, OWN)).isNotNull();
        schemas.put(7, "\"int\"");

        assertThat(rule(lookup, 7, OWN)).isNotNull();
        assertThat(rule(lookup, 7, SHARED)).isNull();
    }

    @Test
    void aClinicsOwnTopicHasABoundedNumberOfQuestionsAMinute() {
        SchemaLookup lookup = lookup(5);
        schemas.put(100, "\"int\"");
        for (int id = 1; id <= 5; id++) {
            assertThat(rule(lookup, id, OWN)).isEqualTo("value: the schema registry does not know id " + id);
        }

        for (int id = 6; id <= 5_000; id++) {
            assertThat(rule(lookup, id, OWN))
                    .isEqualTo("value: too many unknown schema ids in this topic, so " + id + " was not looked up");
        }
        assertThat(server.requests()).hasSize(5);
        assertThat(rule(lookup, 100, SHARED))
                .as("trusted writers are never cut off")
                .isNull();
        assertThat(rule(lookup, 100, "clinic.paris-2.sessions")).isNull();

        now += TimeUnit.MINUTES.toNanos(1);
        assertThat(rule(lookup, 100, OWN)).isNull();
    }

    @Test
    void whatIsRememberedIsBounded() {
        UnknownIds unknown = new UnknownIds(() -> now);
        for (int id = 0; id < UnknownIds.MOST + 500; id++) {
            unknown.add(id, SHARED, "rule");
        }

        assertThat(unknown.size()).isEqualTo(UnknownIds.MOST);
        assertThat(unknown.rule(499, SHARED)).isEmpty();
        assertThat(unknown.rule(500, SHARED)).contains("rule");
    }

    @Test
    void aSchemaOfSomethingElseIsNamedAndRemembered() {
        SchemaLookup lookup = lookup(60);
        schemas.put(3, "\"string\"");

        for (int round = 0; round < 3; round++) {
            assertThat(lookup.find(3, SHARED, schema -> Optional.of("is not of Ours")))
                    .isEqualTo(new SchemasById.Unknown("value: the schema with id 3 in the registry is not of Ours"));
        }
        assertThat(server.requests()).hasSize(1);
    }

    /** The promise: a registry that is down stops the intake; what comes out afterwards is what would have come out. */
    @Test
    void aRegistryThatIsDownMakesNoRejects() {
        RecordIntake intake = new RecordIntake(lookup(60));
        SessionRecorded session = SampleEvents.session();
        schemas.put(11, session.getSchema().toString());
        RawRecord known = record(session, 11);
        RawRecord unknown = record(session, 12);
        down = true;

        for (RawRecord record : new RawRecord[] {known, unknown, known}) {
            assertThatExceptionOfType(RegistryUnavailableException.class).isThrownBy(() -> intake.take(record));
        }
        down = false;

        assertThat(intake.take(known))
                .isInstanceOfSatisfying(
                        Intake.Accepted.class,
                        accepted -> assertThat(accepted.event()).isEqualTo(session));
        assertThat(intake.take(unknown)).isInstanceOfSatisfying(Intake.Rejected.class, rejected -> {
            assertThat(rejected.reject().getReason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
            assertThat(rejected.reject().getDetail()).isEqualTo("value: the schema registry does not know id 12");
        });
        down = true;
        assertThat(intake.take(known)).as("a known schema needs no registry").isInstanceOf(Intake.Accepted.class);
    }

    private static RawRecord record(SessionRecorded session, int id) {
        EventHeader header = EventHeader.of(session);
        byte[] value = new ConfluentEncoder<SessionRecorded>(session.getSchema(), id).encode(session);
        return new RawRecord(
                SHARED,
                0,
                0,
                header.recordedAt().toEpochMilli(),
                header.recordKey().bytes(),
                value);
    }
}
