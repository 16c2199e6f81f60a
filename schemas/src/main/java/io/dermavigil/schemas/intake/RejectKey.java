package io.dermavigil.schemas.intake;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Key of a reject's record: {@code topic:partition:offset} of the record that was rejected. Unique to the reject, so
 * that a record that is rejected again, in a replay, replaces its reject, and a tombstone erases exactly one.
 *
 * @param topic topic of the rejected record
 * @param partition its partition
 * @param offset its offset
 */
public record RejectKey(String topic, int partition, long offset) {

    private static final Pattern TEXT = Pattern.compile("([a-z0-9.-]{1,249}):([0-9]{1,9}):([0-9]{1,18})");
    private static final int MAX_BYTES = 249 + 9 + 18 + 2;

    /** The key of a record's reject. */
    public static RejectKey of(RawRecord record) {
        return new RejectKey(record.topic(), record.partition(), record.offset());
    }

    /**
     * Reads {@code topic:partition:offset}.
     *
     * @return empty when the text is something else
     */
    public static Optional<RejectKey> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new RejectKey(
                        matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /**
     * Reads a record's key.
     *
     * @param bytes key of a record; null gives empty
     */
    public static Optional<RejectKey> parse(byte[] bytes) {
        return bytes == null || bytes.length > MAX_BYTES
                ? Optional.empty()
                : parse(new String(bytes, StandardCharsets.UTF_8));
    }

    /** {@code topic:partition:offset}. */
    public String text() {
        return topic + ':' + partition + ':' + offset;
    }

    /** The key as the bytes of the record's key. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
