-- What the clinic topics say: one row per accepted record and one per tombstone, with its place in the log.
-- Nothing is decided here. Instants are milliseconds, event ids and digests hexadecimal text, which sorts as
-- unsigned bytes do.

CREATE TABLE session_log (
    own_topic      BOOLEAN NOT NULL,  -- from the clinic's own topic rather than the shared one
    log_partition  INTEGER NOT NULL,
    log_offset     BIGINT  NOT NULL,
    patient_key    VARCHAR NOT NULL,
    clinic_id      VARCHAR NOT NULL,
    session_id     VARCHAR NOT NULL,
    revision       INTEGER NOT NULL,
    voided         BOOLEAN NOT NULL,
    recorded_at    BIGINT  NOT NULL,
    event_id       VARCHAR NOT NULL,
    digest         VARCHAR NOT NULL,
    treated_on     DATE    NOT NULL,
    setting        VARCHAR NOT NULL,
    condition      VARCHAR NOT NULL,
    skin_type      VARCHAR NOT NULL,
    device_model   VARCHAR,
    cartridge_lot  VARCHAR,
    session_number INTEGER
);

CREATE TABLE reaction_log (
    own_topic      BOOLEAN NOT NULL,
    log_partition  INTEGER NOT NULL,
    log_offset     BIGINT  NOT NULL,
    patient_key    VARCHAR NOT NULL,
    clinic_id      VARCHAR NOT NULL,
    session_id     VARCHAR NOT NULL,
    reaction_id    VARCHAR NOT NULL,
    revision       INTEGER NOT NULL,
    voided         BOOLEAN NOT NULL,
    recorded_at    BIGINT  NOT NULL,
    event_id       VARCHAR NOT NULL,
    digest         VARCHAR NOT NULL,
    type           VARCHAR NOT NULL,
    grade          INTEGER NOT NULL,
    criteria       INTEGER NOT NULL,  -- number of seriousness criteria met
    onset_on       DATE    NOT NULL,
    resolved_on    DATE,
    ongoing_on     DATE
);

CREATE TABLE rating_log (
    own_topic      BOOLEAN NOT NULL,
    log_partition  INTEGER NOT NULL,
    log_offset     BIGINT  NOT NULL,
    patient_key    VARCHAR NOT NULL,
    clinic_id      VARCHAR NOT NULL,
    session_id     VARCHAR NOT NULL,
    rating_id      VARCHAR NOT NULL,
    revision       INTEGER NOT NULL,
    voided         BOOLEAN NOT NULL,
    recorded_at    BIGINT  NOT NULL,
    event_id       VARCHAR NOT NULL,
    digest         VARCHAR NOT NULL,
    rated_on       DATE    NOT NULL,
    satisfaction   INTEGER NOT NULL,
    improvement    INTEGER
);

CREATE TABLE erasure_log (
    kind           VARCHAR NOT NULL,  -- SESSION, REACTION or RATING
    own_topic      BOOLEAN NOT NULL,
    log_partition  INTEGER NOT NULL,
    log_offset     BIGINT  NOT NULL,
    patient_key    VARCHAR NOT NULL,
    clinic_id      VARCHAR NOT NULL,
    session_id     VARCHAR NOT NULL,
    fact_id        VARCHAR NOT NULL,  -- empty for a session
    event_id       VARCHAR NOT NULL
);

CREATE TABLE expected_window (
    type VARCHAR PRIMARY KEY,
    days INTEGER  -- null: never expected
);
