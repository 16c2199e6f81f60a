package io.dermavigil.schemas.topics;

import io.dermavigil.schemas.events.EventKind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic that carries clinic events.
 *
 * @param kind kind of event in it
 * @param owner the only clinic whose events may be in it; null for a shared topic
 */
public record ClinicTopic(EventKind kind, String owner) {

    /** Matches the names of all topics that carry clinic events. */
    public static final Pattern PATTERN =
            Pattern.compile("clinic\\.(?:([a-z0-9-]{1,64})\\.)?(sessions|reactions|ratings)");

    /**
     * Reads a topic's name.
     *
     * @return empty when the topic carries no clinic events
     */
    public static Optional<ClinicTopic> parse(String name) {
        Matcher matcher = PATTERN.matcher(name);
        return matcher.matches()
                ? Optional.of(new ClinicTopic(EventKind.ofTopicSuffix(matcher.group(2)), matcher.group(1)))
                : Optional.empty();
    }
}
