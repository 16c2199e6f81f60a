package io.dermavigil.cli.rejects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.json.AvroJsonReader;
import io.dermavigil.schemas.topics.ClinicTopic;
import io.dermavigil.schemas.validation.EventValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * Repaired events from a file: one JSON object per line with the field names of EVENTS, one line for each reject,
 * recognised by its eventId, which a repair keeps.
 */
final class Repairs {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path file;
    private final Map<UUID, RejectId> wanted = new HashMap<>();
    private final Map<RejectId, RejectedEvent> rejects;
    private final Map<RejectId, SpecificRecord> repaired = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private Repairs(Path file, Map<RejectId, RejectedEvent> rejects) {
        this.file = file;
        this.rejects = rejects;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param rejects rejects to be repaired, all of them
     * @return the repaired event of each reject
     * @throws CommandFailure when the file cannot be read, or with every line that does not fit
     */
    static Map<RejectId, SpecificRecord> read(Path file, Map<RejectId, RejectedEvent> rejects) {
        Repairs repairs = new Repairs(file, rejects);
        repairs.identify();
        repairs.readLines();
        repairs.missing();
        if (!repairs.problems.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "nothing was published.\n" + String.join("\n", repairs.problems));
        }
        return repairs.repaired;
    }

    private void identify() {
        rejects.forEach((id, reject) -> reject.eventId()
                .ifPresentOrElse(
                        eventId -> {
                            RejectId other = wanted.put(eventId, id);
                            if (other != null) {
                                problems.add(id.text() + " and " + other.text()
                                        + " are the same event: replay only one of them");
                            }
                        },
                        () -> problems.add(id.text() + ": neither value nor key tells its eventId; publish the repaired"
                                + " event with 'dermavigil publish' instead")));
    }

    private void readLines() {
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    line(i + 1, lines.get(i));
                }
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private void line(int number, String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // the parser's message may quote the line
            problem(number, "line", "must be a JSON object");
            return;
        }
        RejectId id = wanted.get(eventId(json));
        if (id == null) {
            problem(number, "eventId", "must be the eventId of one of the rejects named");
        } else if (repaired.containsKey(id)) {
            problem(number, "eventId", "must not occur twice");
        } else {
            event(number, json, id);
        }
    }

    private static UUID eventId(JsonNode json) {
        try {
            return UUID.fromString(json.path("eventId").asText());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void event(int number, JsonNode json, RejectId id) {
        ClinicTopic topic = rejects.get(id).topic();
        AvroJsonReader.Result read = AvroJsonReader.read(json, topic.kind().schema());
        read.problems().forEach(problem -> problem(number, problem.field(), problem.rule()));
        if (read.datum() == null) {
            repaired.put(id, null);
            return;
        }
        EventHeader header = EventHeader.of(read.datum());
        EventValidator.problems(read.datum(), header, Instant.now())
                .forEach(problem -> problem(number, problem.field(), problem.rule()));
        if (topic.owner() != null && !topic.owner().equals(header.clinicId())) {
            problem(number, "clinicId", "must be the clinic that owns the topic");
        }
        repaired.put(id, read.datum());
    }

    private void missing() {
        wanted.values().stream()
                .filter(id -> !repaired.containsKey(id))
                .forEach(id -> problems.add(file + ": has no event for " + id.text()));
    }

    private void problem(int line, String field, String rule) {
        problems.add(file + ":" + line + ": " + field + ": " + rule);
    }
}
