package io.dermavigil.schemas.rules;

import io.dermavigil.events.ReactionType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;

/** For how many days a reaction of each type is an expected response to the treatment: versioned data, not code. */
public final class ExpectedWindows {

    /** The version in force. */
    public static final String CURRENT_VERSION = "1";

    private static final int NEVER = -1;

    private final String version;
    private final Map<ReactionType, Integer> days;

    private ExpectedWindows(String version, Map<ReactionType, Integer> days) {
        this.version = version;
        this.days = days;
    }

    /** The table in force. */
    public static ExpectedWindows current() {
        return load(CURRENT_VERSION);
    }

    /**
     * A version of the table.
     *
     * @throws IllegalArgumentException when there is no such version
     * @throws IllegalStateException when the table does not name every reaction type exactly
     */
    public static ExpectedWindows load(String version) {
        String resource = "expected-windows-" + version + ".properties";
        Properties table = new Properties();
        try (InputStream in = ExpectedWindows.class.getResourceAsStream("/io/dermavigil/schemas/rules/" + resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no " + resource);
            }
            table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
        Map<ReactionType, Integer> days = new EnumMap<>(ReactionType.class);
        for (ReactionType type : ReactionType.values()) {
            String value = table.getProperty(type.name());
            if (value == null) {
                throw new IllegalStateException(resource + " lacks " + type);
            }
            days.put(type, value.equals("never") ? NEVER : Integer.parseInt(value));
        }
        if (table.size() != days.size()) {
            throw new IllegalStateException(resource + " names types that do not exist");
        }
        return new ExpectedWindows(version, days);
    }

    /** The table's version. */
    public String version() {
        return version;
    }

    /** The window in days; empty when the type is never expected. */
    public OptionalInt days(ReactionType type) {
        int window = days.get(type);
        return window == NEVER ? OptionalInt.empty() : OptionalInt.of(window);
    }
}
