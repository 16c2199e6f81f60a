package io.dermavigil.schemas.events;

import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import org.apache.avro.Schema;

/** The three kinds of clinic event, with their schema and the last part of their topics' names. */
public enum EventKind {
    /** {@link SessionRecorded}. */
    SESSION("sessions", SessionRecorded.getClassSchema()),
    /** {@link ReactionReported}. */
    REACTION("reactions", ReactionReported.getClassSchema()),
    /** {@link OutcomeRated}. */
    RATING("ratings", OutcomeRated.getClassSchema());

    private final String topicSuffix;
    private final Schema schema;

    EventKind(String topicSuffix, Schema schema) {
        this.topicSuffix = topicSuffix;
        this.schema = schema;
    }

    /** {@code sessions}, {@code reactions} or {@code ratings}: in topic names and on the command line. */
    public String topicSuffix() {
        return topicSuffix;
    }

    /** The current schema of the event. */
    public Schema schema() {
        return schema;
    }

    /** The shared topic for trusted writers, for example {@code clinic.sessions}. */
    public String sharedTopic() {
        return "clinic." + topicSuffix;
    }

    /** The topic of a clinic that writes to Kafka itself, for example {@code clinic.berlin-1.sessions}. */
    public String topicOf(String clinicId) {
        return "clinic." + clinicId + "." + topicSuffix;
    }

    /**
     * The kind whose {@link #topicSuffix()} is given.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static EventKind ofTopicSuffix(String suffix) {
        for (EventKind kind : values()) {
            if (kind.topicSuffix.equals(suffix)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of event is called '" + suffix + "'");
    }
}
