package io.dermavigil.cli.reconcile;

import io.dermavigil.events.Device;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventIds;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.intake.Intake;
import io.dermavigil.schemas.intake.RawRecord;
import io.dermavigil.schemas.intake.RecordIntake;
import io.dermavigil.schemas.rules.ExpectedWindows;
import io.dermavigil.schemas.wire.SchemasById;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.apache.avro.specific.SpecificRecord;
import org.duckdb.DuckDBAppender;

/** Writes the accepted records and the tombstones of clinic topics into the tables of {@code 1-log.sql}; counts nothing. */
final class EventLoader implements AutoCloseable {

    private final RecordIntake intake;
    private final DuckDBAppender sessions;
    private final DuckDBAppender reactions;
    private final DuckDBAppender ratings;
    private final DuckDBAppender erasures;

    EventLoader(ScratchDatabase database, SchemasById schemas) {
        this.intake = new RecordIntake(schemas);
        loadWindows(database);
        this.sessions = database.appender("session_log");
        this.reactions = database.appender("reaction_log");
        this.ratings = database.appender("rating_log");
        this.erasures = database.appender("erasure_log");
    }

    /** Adds a record; one that was rejected leaves no row. */
    void add(RawRecord record) {
        Intake taken = intake.take(record);
        try {
            if (taken instanceof Intake.Accepted accepted) {
                accept(record, accepted);
            } else if (taken instanceof Intake.Erased erased) {
                erase(record, erased);
            }
        } catch (SQLException e) {
            throw new ScratchFailure("append to", e);
        }
    }

    private void accept(RawRecord record, Intake.Accepted accepted) throws SQLException {
        SpecificRecord event = accepted.event();
        if (event instanceof SessionRecorded session) {
            header(sessions, record, accepted);
            session(session);
        } else if (event instanceof ReactionReported reaction) {
            header(reactions, record, accepted);
            reaction(reaction);
        } else {
            header(ratings, record, accepted);
            rating((OutcomeRated) event);
        }
    }

    private static void header(DuckDBAppender row, RawRecord record, Intake.Accepted accepted) throws SQLException {
        EventHeader header = accepted.header();
        row.beginRow()
                .append(accepted.ownTopic())
                .append(record.partition())
                .append(record.offset())
                .append(header.patientKey())
                .append(header.clinicId())
                .append(header.sessionId());
        if (header.kind() != EventKind.SESSION) {
            row.append(header.factId());
        }
        row.append(header.revision())
                .append(header.voided())
                .append(header.recordedAt().toEpochMilli())
                .append(HexFormat.of().formatHex(header.eventId().bytes()))
                .append(HexFormat.of().toHexDigits(accepted.digest()));
    }

    private void session(SessionRecorded session) throws SQLException {
        Device device = session.getDevice();
        sessions.append(session.getTreatedOn())
                .append(session.getSetting().name())
                .append(session.getCondition().name())
                .append(session.getSkinType().name())
                .append(device == null ? null : device.getModel())
                .append(device == null ? null : device.getCartridgeLot())
                .append(session.getSessionNumber())
                .endRow();
    }

    private void reaction(ReactionReported reaction) throws SQLException {
        reactions
                .append(reaction.getType().name())
                .append(reaction.getGrade())
                .append(reaction.getSeriousness().size())
                .append(reaction.getOnsetOn())
                .append(reaction.getResolvedOn())
                .append(reaction.getOngoingOn())
                .endRow();
    }

    private void rating(OutcomeRated rating) throws SQLException {
        ratings.append(rating.getRatedOn())
                .append(rating.getSatisfaction())
                .append(rating.getImprovement())
                .endRow();
    }

    private void erase(RawRecord record, Intake.Erased erased) throws SQLException {
        erasures.beginRow()
                .append(erased.kind().name())
                .append(erased.ownTopic())
                .append(record.partition())
                .append(record.offset())
                .append(erased.key().patientKey())
                .append(erased.key().clinicId())
                .append(erased.key().sessionId())
                .append(erased.key().factId())
                .append(HexFormat.of()
                        .formatHex(EventIds.of(erased.key().eventId()).bytes()))
                .endRow();
    }

    private static void loadWindows(ScratchDatabase database) {
        ExpectedWindows windows = ExpectedWindows.current();
        try (DuckDBAppender rows = database.appender("expected_window")) {
            for (ReactionType type : ReactionType.values()) {
                OptionalInt days = windows.days(type);
                rows.beginRow()
                        .append(type.name())
                        .append(days.isPresent() ? (Integer) days.getAsInt() : null)
                        .endRow();
            }
        } catch (SQLException e) {
            throw new ScratchFailure("append to", e);
        }
    }

    /** Writes what is buffered; nothing can be added afterwards. */
    @Override
    public void close() {
        try (sessions;
                reactions;
                ratings;
                erasures) {
            sessions.flush();
            reactions.flush();
            ratings.flush();
            erasures.flush();
        } catch (SQLException e) {
            throw new ScratchFailure("append to", e);
        }
    }
}
