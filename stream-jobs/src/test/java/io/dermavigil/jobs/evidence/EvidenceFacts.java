package io.dermavigil.jobs.evidence;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Device;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.events.Technique;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.BaselineUnit;
import io.dermavigil.schemas.events.ValidEvents;
import io.dermavigil.schemas.safety.Baselines;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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

    /** Many patients with one session each, most of whom are affected alike: enough to compare clinics and lots. */
    public static Arbitrary<List<SpecificRecord>> crowd() {
        Arbitrary<List<SessionRecorded>> sessions =
                ValidEvents.sessions().list().ofMinSize(40).ofMaxSize(60);
        Arbitrary<List<ReactionReported>> reactions =
                ValidEvents.reactions().list().ofMinSize(30).ofMaxSize(40);
        return Combinators.combine(sessions, reactions).as(EvidenceFacts::crowd);
    }

    private static List<SpecificRecord> crowd(List<SessionRecorded> sessions, List<ReactionReported> reactions) {
        List<SpecificRecord> facts = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            SessionRecorded session = sessions.get(i);
            session.setPatientKey("patient-" + i);
            if (i % 5 > 0) {
                session.setDevice(Device.newBuilder()
                        .setModel(i % 3 == 0 ? null : "Pen 3")
                        .setTechnique(Technique.PEN)
                        .setCartridgeLot("L/" + i % 2)
                        .build());
            }
            facts.add(close(session));
            if (i < reactions.size()) {
                ReactionReported reaction = reactions.get(i);
                reaction.setPatientKey(session.getPatientKey());
                close(reaction);
                reaction.setClinicId(session.getClinicId());
                reaction.setSessionId(session.getSessionId());
                reaction.setType(ReactionType.HYPERPIGMENTATION);
                facts.add(reaction);
            }
        }
        return facts;
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
