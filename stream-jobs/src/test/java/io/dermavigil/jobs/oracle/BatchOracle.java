package io.dermavigil.jobs.oracle;

import static java.time.temporal.ChronoUnit.DAYS;

import io.dermavigil.events.Device;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.schemas.accounts.AccountKey;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.schemas.rules.ExpectedWindows;
import io.dermavigil.schemas.wire.SingleObjectEncoder;
import io.dermavigil.summaries.AcceptedFacts;
import io.dermavigil.summaries.ClinicStatus;
import io.dermavigil.summaries.DateContradictions;
import io.dermavigil.summaries.Grouping;
import io.dermavigil.summaries.HeldFacts;
import io.dermavigil.summaries.SatisfactionSummary;
import io.dermavigil.summaries.SideEffectSummary;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/**
 * Recomputes every summary from a set of events in the most naive way: group the sessions by account, then count in
 * loops. Shares no counting code with the jobs.
 */
public final class BatchOracle {

    private static final ExpectedWindows WINDOWS = ExpectedWindows.current();

    private BatchOracle() {}

    /** A session in force with its reactions and ratings in force. */
    record Session(SessionRecorded session, List<ReactionReported> reactions, List<OutcomeRated> ratings) {}

    private record FactIdentity(EventKind kind, String patient, String clinic, String session, String fact) {}

    private record SessionIdentity(String patient, String clinic, String session) {
        static SessionIdentity of(EventHeader header) {
            return new SessionIdentity(header.patientKey(), header.clinicId(), header.sessionId());
        }
    }

    public static Rows of(Collection<? extends SpecificRecord> events) {
        Map<FactIdentity, SpecificRecord> latest = latest(events);
        Set<SessionIdentity> known = new HashSet<>();
        for (SpecificRecord event : latest.values()) {
            if (event instanceof SessionRecorded) {
                known.add(SessionIdentity.of(EventHeader.of(event)));
            }
        }
        Collection<Session> sessions = sessions(latest);
        return new Rows(sideEffects(sessions), satisfaction(sessions), clinics(latest.values(), known, sessions));
    }

    /** The sessions in force after a set of events. */
    static Collection<Session> sessionsAfter(Collection<? extends SpecificRecord> events) {
        return sessions(latest(events));
    }

    private static Collection<Session> sessions(Map<FactIdentity, SpecificRecord> latest) {
        Map<SessionIdentity, Session> sessions = new HashMap<>();
        for (SpecificRecord event : latest.values()) {
            if (event instanceof SessionRecorded session) {
                if (!session.getVoided()) {
                    sessions.put(
                            SessionIdentity.of(EventHeader.of(event)),
                            new Session(session, new ArrayList<>(), new ArrayList<>()));
                }
            }
        }
        for (SpecificRecord event : latest.values()) {
            Session session = sessions.get(SessionIdentity.of(EventHeader.of(event)));
            if (session != null && event instanceof ReactionReported reaction && !reaction.getVoided()) {
                session.reactions().add(reaction);
            } else if (session != null && event instanceof OutcomeRated rating && !rating.getVoided()) {
                session.ratings().add(rating);
            }
        }
        return sessions.values();
    }

    private static Map<FactIdentity, SpecificRecord> latest(Collection<? extends SpecificRecord> events) {
        Comparator<SpecificRecord> order = Comparator.comparing(
                        (SpecificRecord e) -> EventHeader.of(e).revision())
                .thenComparing(e -> EventHeader.of(e).recordedAt())
                .thenComparing(e -> EventHeader.of(e).eventId().bytes(), Arrays::compareUnsigned)
                .thenComparing(BatchOracle::digest, Arrays::compareUnsigned);
        Map<FactIdentity, SpecificRecord> latest = new HashMap<>();
        for (SpecificRecord event : events) {
            EventHeader h = EventHeader.of(event);
            latest.merge(
                    new FactIdentity(h.kind(), h.patientKey(), h.clinicId(), h.sessionId(), h.factId()),
                    event,
                    (a, b) -> order.compare(a, b) >= 0 ? a : b);
        }
        return latest;
    }

    private static byte[] digest(SpecificRecord event) {
        try {
            byte[] body = new SingleObjectEncoder<>(event.getSchema()).encodeBody(event);
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(body), 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<AccountKey, List<Session>> accounts(Collection<Session> sessions) {
        Map<AccountKey, List<Session>> accounts = new HashMap<>();
        for (Session session : sessions) {
            for (AccountKey key : keys(session.session())) {
                accounts.computeIfAbsent(key, k -> new ArrayList<>()).add(session);
            }
        }
        return accounts;
    }

    private static List<AccountKey> keys(SessionRecorded s) {
        List<AccountKey> keys = new ArrayList<>();
        for (YearMonth month : Arrays.asList(null, YearMonth.from(s.getTreatedOn()))) {
            keys.add(new AccountKey(Grouping.CHAIN, month, s.getSetting(), null, null, null, null, null));
            keys.add(new AccountKey(
                    Grouping.CONDITION, month, s.getSetting(), s.getCondition(), null, null, null, null));
            keys.add(
                    new AccountKey(Grouping.SKIN_TYPE, month, s.getSetting(), null, s.getSkinType(), null, null, null));
            keys.add(new AccountKey(
                    Grouping.STRATUM, month, s.getSetting(), s.getCondition(), s.getSkinType(), null, null, null));
            keys.add(new AccountKey(Grouping.CLINIC, month, s.getSetting(), null, null, s.getClinicId(), null, null));
            keys.add(new AccountKey(
                    Grouping.CLINIC_STRATUM,
                    month,
                    s.getSetting(),
                    s.getCondition(),
                    s.getSkinType(),
                    s.getClinicId(),
                    null,
                    null));
            Device device = s.getDevice();
            if (device != null && device.getCartridgeLot() != null) {
                keys.add(new AccountKey(
                        Grouping.LOT,
                        month,
                        s.getSetting(),
                        null,
                        null,
                        null,
                        device.getModel(),
                        device.getCartridgeLot()));
            }
        }
        return keys;
    }

    private static Map<String, SideEffectSummary> sideEffects(Collection<Session> sessions) {
        Map<String, SideEffectSummary> rows = new HashMap<>();
        accounts(sessions).forEach((key, members) -> rows.put(key.text(), SideEffectOracle.row(key, members)));
        return rows;
    }

    private static Map<String, SatisfactionSummary> satisfaction(Collection<Session> sessions) {
        Map<String, SatisfactionSummary> rows = new HashMap<>();
        accounts(sessions).forEach((key, members) -> rows.put(key.text(), SatisfactionOracle.row(key, members)));
        return rows;
    }

    static boolean isAdverse(ReactionReported reaction) {
        return WINDOWS.days(reaction.getType()).isEmpty()
                || reaction.getGrade() >= 3
                || !reaction.getSeriousness().isEmpty()
                || isLonger(reaction.getType(), reaction.getOnsetOn(), reaction.getResolvedOn())
                || isLonger(reaction.getType(), reaction.getOnsetOn(), reaction.getOngoingOn());
    }

    private static boolean isLonger(ReactionType type, LocalDate from, LocalDate to) {
        return to != null && DAYS.between(from, to) > WINDOWS.days(type).getAsInt();
    }

    private static Map<String, ClinicStatus> clinics(
            Collection<SpecificRecord> latest, Set<SessionIdentity> known, Collection<Session> sessions) {
        Set<String> ids = new TreeSet<>();
        latest.forEach(event -> ids.add(EventHeader.of(event).clinicId()));
        Map<String, ClinicStatus> rows = new HashMap<>();
        for (String id : ids) {
            List<SpecificRecord> mine = latest.stream()
                    .filter(e -> EventHeader.of(e).clinicId().equals(id))
                    .toList();
            List<SpecificRecord> held = mine.stream()
                    .filter(e -> !EventHeader.of(e).voided() && !known.contains(SessionIdentity.of(EventHeader.of(e))))
                    .toList();
            List<Session> ours = sessions.stream()
                    .filter(s -> s.session().getClinicId().equals(id))
                    .toList();
            rows.put(
                    id,
                    new ClinicStatus(
                            id,
                            null,
                            new AcceptedFacts(
                                    count(mine, SessionRecorded.class),
                                    count(mine, ReactionReported.class),
                                    count(mine, OutcomeRated.class)),
                            Map.of(),
                            new HeldFacts(count(held, ReactionReported.class), count(held, OutcomeRated.class)),
                            contradictions(ours),
                            Instant.EPOCH));
        }
        return rows;
    }

    private static DateContradictions contradictions(List<Session> sessions) {
        long onsets = 0;
        long ratings = 0;
        for (Session s : sessions) {
            LocalDate treated = s.session().getTreatedOn();
            onsets += s.reactions().stream()
                    .filter(r -> r.getOnsetOn().isBefore(treated))
                    .count();
            ratings += s.ratings().stream()
                    .filter(r -> r.getRatedOn().isBefore(treated))
                    .count();
        }
        return new DateContradictions(onsets, ratings);
    }

    private static long count(List<SpecificRecord> events, Class<?> type) {
        return events.stream().filter(type::isInstance).count();
    }
}
