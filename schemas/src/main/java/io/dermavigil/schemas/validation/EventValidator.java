package io.dermavigil.schemas.validation;

import io.dermavigil.events.Aftercare;
import io.dermavigil.events.Device;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.Screening;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.schemas.events.EventHeader;
import io.dermavigil.schemas.events.Patterns;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What one event must satisfy by itself (EVENTS, "What an event must satisfy"); the same code runs before publishing and
 * before counting. What two events say together is never checked here, because which came first is chance.
 */
public final class EventValidator {

    private EventValidator() {}

    /**
     * All rules that an event breaks.
     *
     * @param event a clinic event
     * @param header its header
     * @param receivedAt append time of its record; before publishing, the publisher's own clock
     * @return empty when the event may be counted
     */
    public static List<Problem> problems(SpecificRecord event, EventHeader header, Instant receivedAt) {
        Rules rules = new Rules(header.recordedAt());
        header(header, receivedAt, rules);
        if (event instanceof SessionRecorded session) {
            session(session, rules);
        } else if (event instanceof ReactionReported reaction) {
            reaction(reaction, rules);
        } else if (event instanceof OutcomeRated rating) {
            rating(rating, rules);
        }
        return rules.broken();
    }

    private static void header(EventHeader header, Instant receivedAt, Rules rules) {
        rules.pattern("clinicId", Patterns.CLINIC_ID, header.clinicId());
        rules.pattern("patientKey", Patterns.PATIENT_KEY, header.patientKey());
        rules.pattern("sessionId", Patterns.LOCAL_ID, header.sessionId());
        rules.atLeast("revision", 1, header.revision());
        rules.recordedBy(receivedAt);
    }

    private static void session(SessionRecorded session, Rules rules) {
        rules.date("treatedOn", session.getTreatedOn());
        rules.instant("treatedAt", session.getTreatedAt());
        rules.sameDay("treatedAt", session.getTreatedAt(), "treatedOn", session.getTreatedOn());
        rules.between("ageYears", 0, 130, session.getAgeYears());
        rules.between("sessionNumber", 1, 1000, session.getSessionNumber());
        rules.code("operatorId", session.getOperatorId());
        rules.code("consentVersion", session.getConsentVersion());
        rules.code("protocolId", session.getProtocolId());
        if (session.getDevice() != null) {
            device(session.getDevice(), rules);
        }
        if (session.getScreening() != null) {
            screening(session.getScreening(), rules);
        }
        if (session.getAftercare() != null) {
            aftercare(session.getAftercare(), rules);
        }
    }

    private static void device(Device device, Rules rules) {
        rules.code("device.model", device.getModel());
        rules.between("device.maxDepthMm", 0.0, 10.0, device.getMaxDepthMm());
        rules.code("device.cartridgeLot", device.getCartridgeLot());
        rules.code("device.cartridgeId", device.getCartridgeId());
        rules.plausible("device.cartridgeExpiresOn", device.getCartridgeExpiresOn());
    }

    private static void screening(Screening screening, Rules rules) {
        rules.set("screening.contraindications", screening.getContraindications());
        rules.atLeast("screening.hoursSinceRetinoid", 0, screening.getHoursSinceRetinoid());
        rules.atLeast("screening.hoursSinceAcid", 0, screening.getHoursSinceAcid());
        rules.atLeast("screening.monthsSinceIsotretinoin", 0, screening.getMonthsSinceIsotretinoin());
        rules.atLeast("screening.hoursSinceSunExposure", 0, screening.getHoursSinceSunExposure());
    }

    private static void aftercare(Aftercare aftercare, Rules rules) {
        rules.atLeast("aftercare.retinoidPauseAdvisedDays", 0, aftercare.getRetinoidPauseAdvisedDays());
    }

    private static void reaction(ReactionReported reaction, Rules rules) {
        rules.pattern("reactionId", Patterns.LOCAL_ID, reaction.getReactionId());
        rules.between("grade", 1, 5, reaction.getGrade());
        rules.set("seriousness", reaction.getSeriousness());
        rules.date("onsetOn", reaction.getOnsetOn());
        rules.date("resolvedOn", reaction.getResolvedOn());
        rules.date("ongoingOn", reaction.getOngoingOn());
        rules.date("awareOn", reaction.getAwareOn());
        rules.notBefore("resolvedOn", reaction.getResolvedOn(), "onsetOn", reaction.getOnsetOn());
        rules.notBefore("ongoingOn", reaction.getOngoingOn(), "onsetOn", reaction.getOnsetOn());
    }

    private static void rating(OutcomeRated rating, Rules rules) {
        rules.pattern("ratingId", Patterns.LOCAL_ID, rating.getRatingId());
        rules.date("ratedOn", rating.getRatedOn());
        rules.between("satisfaction", 1, 5, rating.getSatisfaction());
        rules.between("improvement", 1, 5, rating.getImprovement());
        rules.atLeast("downtimeDays", 0, rating.getDowntimeDays());
    }
}
