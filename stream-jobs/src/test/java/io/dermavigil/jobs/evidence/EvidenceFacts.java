package io.dermavigil.jobs.evidence;

import io.dermavigil.events.Condition;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.BaselineUnit;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.schemas.safety.Baselines;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.Arbitrary;
import org.apache.avro.specific.SpecificRecord;

/** Facts close enough to each other that patients return to a stratum, and some are settled and others not. */
public final class EvidenceFacts {

    private static final LocalDate FIRST_DAY = LocalDate.of(2019, 11, 1);
    private static final int DAYS = 50;
    private static final Condition[] CONDITIONS = {Condition.ACNE_SCAR, Condition.MELASMA};
    private static final SkinType[] SKIN_TYPES = {SkinType.IV, SkinType.UNKNOWN};
    private static final ReactionType[] TYPES = {
        ReactionType.HYPERPIGMENTATION, ReactionType.INFECTION, ReactionType.ERYTHEMA
    };

    private EvidenceFacts() {}

    public static Arbitrary<SpecificRecord> any() {
        return ValidEvents.any().map(EvidenceFacts::close);
    }

    /** The event, in few strata and days, in a clinic five times out of six. */
    public static SpecificRecord close(SpecificRecord event) {
        if (event instanceof SessionRecorded session) {
            int chance = session.getTreatedOn().getDayOfYear();
            session.setTreatedOn(FIRST_DAY.plusDays(session.getTreatedOn().toEpochDay() % DAYS));
            session.setTreatedAt(null);
            session.setSessionId(fewer(session.getSessionId()));
            session.setClinicId(fewer(session.getClinicId()));
            session.setCondition(CONDITIONS[session.getCondition().ordinal() % CONDITIONS.length]);
            session.setSkinType(SKIN_TYPES[session.getSkinType().ordinal() % SKIN_TYPES.length]);
            session.setSetting(chance % 6 == 0 ? Setting.HOME : Setting.CLINIC);
        } else if (event instanceof ReactionReported reaction) {
            reaction.setSessionId(fewer(reaction.getSessionId()));
            reaction.setClinicId(fewer(reaction.getClinicId()));
            reaction.setType(TYPES[reaction.getType().ordinal() % TYPES.length]);
        }
        return event;
    }

    /** One of three. */
    private static String fewer(String id) {
        return "id-" + id.length() % 3;
    }

    /** Baselines for some of it, of both units. */
    public static Baselines baselines() {
        return Baselines.NONE
                .with(baseline(null, SkinType.IV, ReactionType.HYPERPIGMENTATION, 0.04, null))
                .with(baseline(Condition.MELASMA, null, ReactionType.HYPERPIGMENTATION, 0.01, 4))
                .with(baseline(null, null, ReactionType.INFECTION, 0.001, null));
    }

    public static Baseline baseline(
            Condition condition, SkinType skinType, ReactionType type, double rate, Integer sessions) {
        return new Baseline(
                Setting.CLINIC,
                condition,
                skinType,
                type,
                rate,
                sessions == null ? BaselineUnit.PATIENT : BaselineUnit.SESSION,
                sessions,
                "a trial",
                "test",
                Instant.EPOCH);
    }
}
