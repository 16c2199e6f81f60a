package io.dermavigil.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.SessionRecorded;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class PlantedFaultTest {

    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);
    private static final LocalDate FOLLOWED_UP = LAST.minusDays(270);
    private static final SimulationConfig SOUND =
            SimulationConfig.of(8, 100_000, 5, LocalDate.of(2026, 6, 30)).withShares(new Shares(0, 0, 0, 0));

    @Test
    void aClinicHasAboutSoManyTimesTheReactions() {
        Fault fault = Fault.parse("clinic:clinic-07:HYPERPIGMENTATION:x4");
        Exposed sound = new Exposed(fault);
        Exposed faulty = new Exposed(fault);
        sound.see(SOUND);
        List<PlantedReaction> truth = faulty.see(SOUND.withFaults(List.of(fault)));

        assertThat(faulty.sessions).isEqualTo(sound.sessions);
        assertThat(faulty.followedUp / faulty.expected()).isBetween(0.8, 1.2);
        assertThat(truth.stream().filter(reaction -> !reaction.excess()).map(PlantedFaultTest::identity))
                .containsExactlyInAnyOrderElementsOf(sound.reactions);
        assertTruthIsExact(faulty, truth);
    }

    @Test
    void aLotHasAboutSoManyTimesTheReactions() {
        Fault fault = Fault.parse("lot:L017:INFECTION:x600");
        Exposed faulty = new Exposed(fault);
        List<PlantedReaction> truth = faulty.see(SOUND.withFaults(List.of(fault)));

        assertThat(faulty.sessions.size()).isGreaterThan(100);
        assertThat(faulty.followedUp / faulty.expected()).isBetween(0.7, 1.3);
        assertTruthIsExact(faulty, truth);
    }

    @Test
    void twoFaultsOfOneTypeMultiply() {
        Fault one = Fault.parse("clinic:clinic-02:EDEMA:x2");
        Fault other = Fault.parse("clinic:clinic-02:EDEMA:x3");
        Exposed sound = new Exposed(one);
        Exposed faulty = new Exposed(one);
        sound.see(SOUND);
        faulty.see(SOUND.withFaults(List.of(one, other)));

        assertThat((double) faulty.reactions.size() / sound.reactions.size()).isBetween(5.2, 6.8);
    }

    @Test
    void otherClinicsAreAsTheyWere() {
        Fault elsewhere = Fault.parse("clinic:clinic-01:INFECTION:x100");
        Set<SpecificRecord> before = eventsOfOthers(SOUND);

        assertThat(eventsOfOthers(SOUND.withFaults(List.of(elsewhere)))).isEqualTo(before);
    }

    private static Set<SpecificRecord> eventsOfOthers(SimulationConfig config) {
        Set<SpecificRecord> events = new HashSet<>();
        for (SpecificRecord event : new Simulation(config)) {
            if (!event.get(event.getSchema().getField("clinicId").pos()).equals("clinic-01")) {
                events.add(event);
            }
        }
        return events;
    }

    private static void assertTruthIsExact(Exposed faulty, List<PlantedReaction> truth) {
        assertThat(truth.stream().map(PlantedFaultTest::identity))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(faulty.reactions);
        assertThat(truth.stream().filter(PlantedReaction::excess).count()).isPositive();
    }

    private static String identity(PlantedReaction reaction) {
        return reaction.sessionId() + '/' + reaction.reactionId();
    }

    /** The sessions that a fault exposes and their reactions of its type, found in the events alone. */
    private static final class Exposed {
        private final Fault fault;
        private final Set<String> sessions = new HashSet<>();
        private final Set<String> old = new HashSet<>();
        private double expectedWithoutFault;
        private int followedUp;
        private final Set<String> reactions = new HashSet<>();

        Exposed(Fault fault) {
            this.fault = fault;
        }

        /** Reactions that the truth expects of the sessions whose follow-up is over. */
        double expected() {
            return expectedWithoutFault * fault.factor();
        }

        List<PlantedReaction> see(SimulationConfig config) {
            List<PlantedReaction> truth = new ArrayList<>();
            List<ReactionReported> ofType = new ArrayList<>();
            new Simulation(config).iterator(collecting(truth)).forEachRemaining(event -> {
                if (event instanceof SessionRecorded session && exposes(session)) {
                    sessions.add(session.getSessionId());
                    if (session.getTreatedOn().isBefore(FOLLOWED_UP)) {
                        old.add(session.getSessionId());
                        expectedWithoutFault +=
                                ReactionRates.effective(fault.type(), session.getCondition(), session.getSkinType());
                    }
                } else if (event instanceof ReactionReported reaction && reaction.getType() == fault.type()) {
                    ofType.add(reaction);
                }
            });
            for (ReactionReported reaction : ofType) {
                String session = reaction.getSessionId().replaceAll("^(S\\d+-\\d)-0$", "$1");
                if (sessions.contains(session)) {
                    reactions.add(session + '/' + reaction.getReactionId());
                    followedUp += old.contains(session) && reaction.getRevision() == 1 ? 1 : 0;
                }
            }
            // one in fifty sessions does not say which lot was used; the truth knows
            truth.removeIf(reaction -> !sessions.contains(reaction.sessionId()));
            return truth;
        }

        private boolean exposes(SessionRecorded session) {
            return fault.scope() == Fault.Scope.CLINIC
                    ? session.getClinicId().equals(fault.target())
                    : session.getDevice() != null
                            && fault.target().equals(session.getDevice().getCartridgeLot());
        }

        private static TruthListener collecting(List<PlantedReaction> truth) {
            return new TruthListener() {
                @Override
                public void exposed(Fault fault) {}

                @Override
                public void reaction(PlantedReaction reaction) {
                    truth.add(reaction);
                }
            };
        }
    }
}
