package io.dermavigil.serving.rest.questions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.dermavigil.serving.relations.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The text form of a position in an ordered list. It is not signed, because it gives nothing away: whoever changes it can only
 * ask for another page of what they may read. So it is checked like any other parameter, and its values are bound, never trusted.
 */
final class Cursor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_THE_QUESTION = Set.of("cursor", "limit", "format");
    private static final int FINGERPRINT_BYTES = 9;
    private static final int LONGEST = 1024;

    private Cursor() {}

    /** A short hash of what is asked, apart from the page and the format. */
    static String fingerprint(String path, Map<String, String> parameters) {
        Map<String, String> question = new TreeMap<>(parameters);
        question.keySet().removeAll(NOT_THE_QUESTION);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((path + question).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String write(String fingerprint, List<Object> position) {
        ArrayNode array = JSON.createArrayNode().add(fingerprint);
        for (Object value : position) {
            if (value instanceof Long number) {
                array.add(number);
            } else if (value instanceof Double fraction) {
                array.add(fraction);
            } else if (value instanceof Boolean truth) {
                array.add(truth);
            } else {
                array.add(value.toString());
            }
        }
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(array));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an array of scalars is always writable", e);
        }
    }

    /** The position; empty when the text is none for this question and these columns. */
    static Optional<List<Object>> read(String text, String fingerprint, List<Column> columns) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode array = JSON.readTree(Base64.getUrlDecoder().decode(text));
            if (array == null
                    || !array.isArray()
                    || array.size() != columns.size() + 1
                    || !fingerprint.equals(array.get(0).textValue())) {
                return Optional.empty();
            }
            List<Object> position = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                position.add(value(array.get(i + 1), columns.get(i)));
            }
            return Optional.of(position);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Object value(JsonNode node, Column column) {
        return switch (column.type()) {
            case NUMBER -> require(node.canConvertToExactIntegral() && node.canConvertToLong(), node.longValue());
            case FRACTION -> require(node.isNumber() && Double.isFinite(node.doubleValue()), node.doubleValue());
            case TRUTH -> require(node.isBoolean(), node.booleanValue());
            case TEXT -> require(node.isTextual() && node.textValue().indexOf('\0') < 0, node.asText());
            // nothing is ordered by a set
            case TEXTS -> require(false, null);
            case DATE -> day(LocalDate.parse(node.asText()));
            case INSTANT -> {
                Instant instant = Instant.parse(node.asText());
                day(LocalDate.ofInstant(instant, ZoneOffset.UTC));
                yield instant;
            }
        };
    }

    /** Years that the store has, too. */
    private static LocalDate day(LocalDate day) {
        require(day.getYear() >= 1 && day.getYear() <= 9999, day);
        return day;
    }

    private static Object require(boolean holds, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("a value of another type");
        }
        return value;
    }
}
