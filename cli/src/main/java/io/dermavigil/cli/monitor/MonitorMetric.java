package io.dermavigil.cli.monitor;

import java.util.List;

/** Every metric that the monitor serves; {@code docs/metrics.md} says the same, and a test compares the two. */
enum MonitorMetric {
    BROKER_REACHABLE(Kind.GAUGE, "broker_reachable", "1 when the broker answered the last question, else 0"),
    CAUGHT_UP(Kind.GAUGE, "monitor_caught_up", "1 when the summaries of the active generation were read to their end"),
    READ_AT(Kind.GAUGE, "monitor_read_timestamp_seconds", "When the figures were last brought up to date"),
    UNREADABLE_ROWS(
            Kind.COUNTER, "monitor_unreadable_rows", "Rows of our own topics that could not be decoded", "topic"),
    CLINICS_NOT_SHOWN(Kind.GAUGE, "monitor_clinics_not_shown", "Clinics without series of their own"),
    TOPICS_NOT_SHOWN(Kind.GAUGE, "monitor_topics_not_shown", "Clinic topics without series of their own"),
    GENERATION(Kind.GAUGE, "generation", "Generation of summaries that readers use"),
    NEWEST_GENERATION(Kind.GAUGE, "newest_generation", "Highest generation that has topics"),
    PROGRESS_AT(Kind.GAUGE, "progress_timestamp_seconds", "When the job last said how far it is"),
    LAG(Kind.GAUGE, "lag_records", "Records of clinic topics that the summaries do not contain yet"),
    NEWEST_LAG(Kind.GAUGE, "newest_generation_lag_records", "Records that the newest generation does not contain yet"),
    PARTITION_LAG(Kind.GAUGE, "partition_lag_records", "Lag of one partition", "topic", "partition"),

    CLINICS(Kind.GAUGE, "clinics", "Clinics that have been seen"),
    LAST_SEEN(Kind.GAUGE, "last_seen_timestamp_seconds", "Append time of the newest record of any clinic"),
    ACCEPTED(Kind.GAUGE, "accepted_facts", "Facts accepted", "kind"),
    REJECTED(Kind.COUNTER, "rejected_records", "Records rejected", "reason"),
    HELD(Kind.GAUGE, "held_facts", "Facts that wait for their session", "kind"),
    CONTRADICTING(Kind.GAUGE, "contradicting_dates", "Facts dated before their treatment", "dates"),
    CLINIC_LAST_SEEN(
            Kind.GAUGE, "clinic_last_seen_timestamp_seconds", "Append time of the clinic's newest record", "clinic"),
    CLINIC_ACCEPTED(Kind.GAUGE, "clinic_accepted_facts", "Facts accepted, by clinic", "clinic", "kind"),
    CLINIC_REJECTED(Kind.COUNTER, "clinic_rejected_records", "Records rejected, by clinic", "clinic", "reason"),
    CLINIC_HELD(Kind.GAUGE, "clinic_held_facts", "Facts that wait for their session, by clinic", "clinic", "kind"),
    CLINIC_CONTRADICTING(
            Kind.GAUGE,
            "clinic_contradicting_dates",
            "Facts dated before their treatment, by clinic",
            "clinic",
            "dates"),

    SESSIONS(Kind.GAUGE, "sessions", "Sessions", Kind.CELL),
    PATIENTS(Kind.GAUGE, "patients", "Distinct patients", Kind.CELL),
    AFFECTED_SESSIONS(Kind.GAUGE, "affected_sessions", "Sessions with any reaction", Kind.CELL),
    ADVERSE_SESSIONS(Kind.GAUGE, "adverse_sessions", "Sessions with an adverse reaction", Kind.CELL),
    RATED_SESSIONS(Kind.GAUGE, "rated_sessions", "Sessions with a rating", Kind.CELL),
    SATISFIED_SESSIONS(Kind.GAUGE, "satisfied_sessions", "Sessions whose latest rating is 4 or 5", Kind.CELL),
    REACTION_SESSIONS(
            Kind.GAUGE,
            "reaction_sessions",
            "Sessions of the chain with a reaction of the type",
            "setting",
            "reaction"),
    ADVERSE_REACTION_SESSIONS(
            Kind.GAUGE,
            "adverse_reaction_sessions",
            "Sessions of the chain with an adverse reaction of the type",
            "setting",
            "reaction");

    /** How Prometheus must read a metric. */
    enum Kind {
        GAUGE,
        COUNTER;

        /** Labels of a cell of outcomes. */
        private static final String[] CELL = {"grouping", "setting", "condition", "skin_type"};
    }

    private static final String PREFIX = "dermavigil_";

    private final Kind kind;
    private final String baseName;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> labels;

    MonitorMetric(Kind kind, String name, String help, String... labels) {
        this.kind = kind;
        this.baseName = PREFIX + name;
        this.help = help;
        this.labels = List.of(labels);
    }

    Kind kind() {
        return kind;
    }

    /** The name without the suffix that Prometheus gives counters. */
    String baseName() {
        return baseName;
    }

    /** The name as it is served. */
    String servedName() {
        return kind == Kind.COUNTER ? baseName + "_total" : baseName;
    }

    String help() {
        return help;
    }

    List<String> labels() {
        return labels;
    }
}
