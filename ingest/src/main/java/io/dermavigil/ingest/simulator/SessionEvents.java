package io.dermavigil.ingest.simulator;

import io.dermavigil.events.Aftercare;
import io.dermavigil.events.Condition;
import io.dermavigil.events.Contraindication;
import io.dermavigil.events.Device;
import io.dermavigil.events.EventId;
import io.dermavigil.events.Screening;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.events.SkinTypeMethod;
import io.dermavigil.events.Technique;
import io.dermavigil.events.Topical;
import io.dermavigil.ingest.simulator.RandomStream.Topic;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;

/** Writes sessions as the clinic's system would, with its gaps, its errors and what an audit should find. */
final class SessionEvents {

    private static final List<Contraindication> CONTRAINDICATIONS =
            List.copyOf(EnumSet.range(Contraindication.ACTIVE_ACNE, Contraindication.METAL_ALLERGY));
    private static final List<Contraindication> HSV = List.of(Contraindication.HSV_HISTORY);
    private static final double DEEPEST_ALLOWED_MM = 2.0;
    private static final double DEPTH_STEP_MM = 0.25;

    private final Draws draws;
    private final RandomStream random;
    private final Supply supply;
    private final int newConsentFrom;

    SessionEvents(SimulationConfig config, Draws draws, Supply supply) {
        this.draws = draws;
        this.random = draws.random();
        this.supply = supply;
        this.newConsentFrom = Math.toIntExact(config.firstDay().toEpochDay()) + config.days() / 2;
    }

    /** A revision of a session. */
    SessionRecorded write(Story story, int number, EventId eventId) {
        Visit visit = story.visit();
        Revision revision = story.session().revision(number);
        random.restart(Topic.SESSION, ~visit.course(), visit.number());
        SessionRecorded session = record(visit);
        int error = draws.between(0, 2);
        if (story.session().wrong(revision)) {
            spoil(session, error);
        }
        session.setEventId(eventId);
        session.setRevision(number);
        session.setVoided(revision.voided());
        session.setRecordedAt(Instant.ofEpochMilli(revision.recordedAt()));
        return session;
    }

    private SessionRecorded record(Visit visit) {
        Patient patient = visit.patient();
        SessionRecorded session = new SessionRecorded();
        session.setClinicId(visit.clinic().id());
        session.setPatientKey(patient.key());
        session.setSessionId(visit.sessionId());
        session.setTreatedOn(LocalDate.ofEpochDay(visit.day()));
        session.setTreatedAt(draws.chance(0.7) ? Instant.ofEpochMilli(visit.at()) : null);
        session.setCondition(visit.condition());
        session.setSkinType(patient.skinType());
        session.setSkinTypeMethod(patient.method());
        session.setSetting(visit.home() ? Setting.HOME : Setting.CLINIC);
        session.setBodySite(visit.site());
        session.setAgeYears(draws.chance(0.96) ? Population.age(patient, visit.day()) : null);
        session.setSessionNumber(draws.chance(0.97) ? visit.number() + 1 : null);
        session.setDevice(visit.home() ? homeDevice(visit) : clinicDevice(visit));
        session.setTopicalInChannel(topical(visit));
        session.setScreening(screening(visit));
        if (!visit.home()) {
            paperwork(visit, session);
        }
        return session;
    }

    private void paperwork(Visit visit, SessionRecorded session) {
        Clinic clinic = visit.clinic();
        session.setOperatorId(draws.chance(0.98) ? clinic.operators().get(visit.operator()) : null);
        session.setOperatorTrained(draws.chance(0.95) ? visit.operator() < clinic.trained() : null);
        session.setConsentVersion(draws.chance(0.97) ? consentVersion(visit) : null);
        session.setPhotosBefore(draws.chance(0.95) ? draws.chance(0.93) : null);
        session.setAftercare(
                draws.chance(0.92)
                        ? new Aftercare(
                                draws.chance(0.97),
                                draws.chance(0.85) ? draws.chance(0.5) ? 7 : draws.between(3, 6) : null)
                        : null);
        session.setProtocolId(draws.chance(0.9) ? protocol(visit.condition()) : null);
    }

    /** Some clinics go on with the old form for a while. */
    private String consentVersion(Visit visit) {
        return visit.day() < newConsentFrom || draws.chance(0.02) ? "consent-2" : "consent-3";
    }

    private static String protocol(Condition condition) {
        return condition == Condition.ALOPECIA ? "scalp-1" : "skin-4";
    }

    private Device homeDevice(Visit visit) {
        return draws.chance(0.3) ? null : new Device(null, Technique.ROLLER, depthMm(visit), null, null, null, null);
    }

    private Device clinicDevice(Visit visit) {
        int lot = visit.supply().lot();
        Supply.Product product = visit.supply().product();
        boolean reused = visit.number() > 0 && draws.chance(0.003);
        int expired = draws.chance(0.004) ? draws.between(1, 60) : 0;
        int expires = expired > 0 ? visit.day() - expired : Math.max(visit.day() + 30, supply.expiresOn(lot));
        return new Device(
                product.model(),
                product.technique(),
                depthMm(visit),
                draws.chance(0.98) ? supply.lotName(lot) : null,
                draws.chance(0.9) ? cartridge(visit.course(), visit.number() - (reused ? 1 : 0)) : null,
                draws.chance(0.95) ? LocalDate.ofEpochDay(expires) : null,
                sterile(visit));
    }

    private String cartridge(long course, int number) {
        return "C" + (random.hash(Topic.CARTRIDGE, course, number) >>> 16);
    }

    private Boolean sterile(Visit visit) {
        boolean noted = draws.chance(0.94);
        if (visit.breaches().unsterile()) {
            return false;
        }
        return noted ? true : null;
    }

    private Double depthMm(Visit visit) {
        boolean noted = draws.chance(0.95);
        double spread = draws.gaussian() * DEPTH_STEP_MM;
        if (visit.breaches().deep()) {
            return DEEPEST_ALLOWED_MM + DEPTH_STEP_MM * draws.between(1, 4);
        }
        double wanted = Conditions.usualDepthMm(visit.condition()) + spread;
        double set = Math.round(wanted / DEPTH_STEP_MM) * DEPTH_STEP_MM;
        return noted ? Math.max(DEPTH_STEP_MM, Math.min(DEEPEST_ALLOWED_MM, set)) : null;
    }

    private Topical topical(Visit visit) {
        double drawn = draws.fraction();
        if (visit.breaches().vitaminC()) {
            return Topical.VITAMIN_C;
        }
        if (visit.condition() == Condition.MELASMA && drawn < 0.5) {
            return Topical.TRANEXAMIC_ACID;
        }
        if (drawn < 0.65) {
            return Topical.HYDROGEL;
        }
        return drawn < 0.82
                ? Topical.NONE
                : drawn < 0.92 ? Topical.PRP : drawn < 0.95 ? Topical.OTHER : Topical.UNKNOWN;
    }

    private Screening screening(Visit visit) {
        boolean asked = draws.chance(0.9);
        if (!asked && !visit.breaches().sunRule()) {
            return null;
        }
        boolean hsv = visit.patient().hsvHistory();
        return new Screening(
                contraindications(hsv),
                draws.chance(0.35) ? draws.chance(0.04) ? draws.between(2, 23) : draws.between(24, 400) : null,
                draws.chance(0.3) ? draws.chance(0.04) ? draws.between(2, 23) : draws.between(24, 400) : null,
                draws.chance(0.08) ? draws.chance(0.05) ? draws.between(1, 5) : draws.between(6, 60) : null,
                hsv ? (Boolean) !visit.breaches().hsvUnprotected() : null,
                hoursSinceSun(visit));
    }

    private List<Contraindication> contraindications(boolean hsv) {
        if (!draws.chance(0.02)) {
            return hsv ? HSV : List.of();
        }
        Contraindication found = CONTRAINDICATIONS.get(draws.between(0, CONTRAINDICATIONS.size() - 1));
        return hsv ? List.of(found, Contraindication.HSV_HISTORY) : List.of(found);
    }

    private Integer hoursSinceSun(Visit visit) {
        boolean noted = draws.chance(0.7);
        int hours = draws.between(0, 23);
        if (visit.breaches().sunRule()) {
            return hours;
        }
        return noted ? (Integer) (24 * (1 + hours)) : null;
    }

    private void spoil(SessionRecorded session, int error) {
        switch (error) {
            case 0 -> mistype(session);
            case 1 -> misdate(session);
            default ->
                session.setCondition(
                        session.getCondition() == Condition.OTHER ? Condition.UNEVEN_TEXTURE : Condition.OTHER);
        }
    }

    /** Half of the wrong skin types are one type off and told by the patient, half are missing. */
    private void mistype(SessionRecorded session) {
        SkinType right = session.getSkinType();
        boolean missing = draws.chance(0.5);
        if (right == SkinType.UNKNOWN || !missing) {
            session.setSkinType(neighbour(right));
            session.setSkinTypeMethod(SkinTypeMethod.SELF_REPORT);
        } else {
            session.setSkinType(SkinType.UNKNOWN);
            session.setSkinTypeMethod(SkinTypeMethod.UNKNOWN);
        }
    }

    private static SkinType neighbour(SkinType right) {
        return switch (right) {
            case I, III -> SkinType.II;
            case II -> SkinType.I;
            case IV, UNKNOWN -> SkinType.III;
            case V -> SkinType.IV;
            case VI -> SkinType.V;
        };
    }

    private void misdate(SessionRecorded session) {
        session.setTreatedOn(session.getTreatedOn().minusDays(draws.between(1, 9)));
        session.setTreatedAt(null);
    }
}
