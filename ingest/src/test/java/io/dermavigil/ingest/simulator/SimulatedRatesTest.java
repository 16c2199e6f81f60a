package io.dermavigil.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dermavigil.events.Condition;
import io.dermavigil.events.OutcomeRated;
import io.dermavigil.events.ReactionReported;
import io.dermavigil.events.ReactionType;
import io.dermavigil.events.SessionRecorded;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One fixed chain, perfectly recorded; sessions near its end are left out because their reactions are still to come. */
class SimulatedRatesTest {

    private static final LocalDate LAST = LocalDate.of(2026, 6, 30);
    private static final LocalDate FOLLOWED_UP = LAST.minusDays(270);
    private static final double EXTREME = 1e-4;
    /** Reactions of a patient go together, so a session tells less than an independent one. */
    private static final int DESIGN_EFFECT = 2;

    private static final Map<String, SessionRecorded> SESSIONS = new HashMap<>();
    private static final Map<ReactionType, Set<String>> SESSIONS_WITH = new EnumMap<>(ReactionType.class);
    private static final List<SpecificRecord> ALL = new ArrayList<>();

    @BeforeAll
    static void simulate() {
        SimulationConfig config = SimulationConfig.of(20, 150_000, 11, LAST).withShares(new Shares(0, 0, 0, 0));
        for (ReactionType type : ReactionType.values()) {
            SESSIONS_WITH.put(type, new HashSet<>());
        }
        for (SpecificRecord event : new Simulation(config)) {
            ALL.add(event);
            if (event instanceof SessionRecorded session
                    && session.getTreatedOn().isBefore(FOLLOWED_UP)) {
                SESSIONS.put(session.getSessionId(), session);
            } else if (event instanceof ReactionReported reaction) {
                SESSIONS_WITH.get(reaction.getType()).add(realSession(reaction));
            }
        }
    }

    /** Without the mark of a reaction that was filed under a session that does not exist. */
    private static String realSession(ReactionReported reaction) {
        return reaction.getSessionId().replaceAll("^(S\\d+-\\d)-0$", "$1");
    }

    @ParameterizedTest
    @EnumSource
    void everyReactionIsAsFrequentAsTheTruthSays(ReactionType type) {
        assertRate(type, session -> true);
    }

    @ParameterizedTest
    @EnumSource
    void hyperpigmentationFollowsTheSkinType(SkinType skinType) {
        assertRate(ReactionType.HYPERPIGMENTATION, session -> session.getSkinType() == skinType);
    }

    @ParameterizedTest
    @EnumSource
    void hyperpigmentationFollowsTheCondition(Condition condition) {
        assertRate(ReactionType.HYPERPIGMENTATION, session -> session.getCondition() == condition);
    }

    private static void assertRate(ReactionType type, Predicate<SessionRecorded> stratum) {
        List<SessionRecorded> sessions =
                SESSIONS.values().stream().filter(stratum).toList();
        double rate = sessions.stream()
                .mapToDouble(session -> ReactionRates.effective(type, session.getCondition(), session.getSkinType()))
                .average()
                .orElseThrow();
        long found = sessions.stream()
                .filter(session -> SESSIONS_WITH.get(type).contains(session.getSessionId()))
                .count();
        BinomialDistribution binomial = BinomialDistribution.of(sessions.size() / DESIGN_EFFECT, rate);

        assertThat((double) found / DESIGN_EFFECT)
                .as("%s after %d sessions at %.5f", type, sessions.size(), rate)
                .isBetween(
                        (double) binomial.inverseCumulativeProbability(EXTREME),
                        (double) binomial.inverseSurvivalProbability(EXTREME) + 1);
    }

    @Test
    void ratesPerSessionAddUpToTheRatePerCourse() {
        double perSession = new ReactionRates()
                .undisturbed(Condition.ACNE_SCAR, SkinType.V).stream()
                        .filter(rate -> rate.type() == ReactionType.HYPERPIGMENTATION)
                        .findFirst()
                        .orElseThrow()
                        .perSession();

        assertThat(1 - Math.pow(1 - perSession, ReactionRates.SESSIONS_A_COURSE))
                .isCloseTo(0.08, within(1e-12));
    }

    @Test
    void aboutEveryThirdSessionHasAReportAndEverySecondARating() {
        Set<String> reactions = new HashSet<>();
        Set<String> ratings = new HashSet<>();
        for (SpecificRecord event : ALL) {
            if (event instanceof ReactionReported reaction) {
                reactions.add(reaction.getSessionId() + '/' + reaction.getReactionId());
            } else if (event instanceof OutcomeRated rating) {
                ratings.add(rating.getSessionId() + '/' + rating.getRatingId());
            }
        }
        assertThat(reactions.size() / 150_000.0).isBetween(0.32, 0.37);
        assertThat(ratings.size() / 150_000.0).isBetween(0.47, 0.57);
    }

    /** With frailty of variance e^0.36 - 1 a patient who had erythema once has it again 1.43 times as often. */
    @Test
    void reactionsOfAPatientGoTogether() {
        Map<String, int[]> byPatient = new HashMap<>();
        for (SessionRecorded session : SESSIONS.values()) {
            int[] counts = byPatient.computeIfAbsent(session.getPatientKey(), key -> new int[2]);
            counts[0]++;
            counts[1] += SESSIONS_WITH.get(ReactionType.ERYTHEMA).contains(session.getSessionId()) ? 1 : 0;
        }
        double pairs = byPatient.values().stream()
                .mapToDouble(counts -> counts[0] * (counts[0] - 1.0))
                .sum();
        double bothWith = byPatient.values().stream()
                .mapToDouble(counts -> counts[1] * (counts[1] - 1.0))
                .sum();
        double rate = (double) SESSIONS.keySet().stream()
                        .filter(SESSIONS_WITH.get(ReactionType.ERYTHEMA)::contains)
                        .count()
                / SESSIONS.size();

        assertThat(bothWith / pairs / (rate * rate)).isBetween(1.3, 1.6);
    }

    @Test
    void theChainLooksLikeOne() {
        Set<String> lots = new HashSet<>();
        Set<String> patients = new HashSet<>();
        long home = 0;
        for (SessionRecorded session : SESSIONS.values()) {
            patients.add(session.getPatientKey());
            home += session.getSetting() == Setting.HOME ? 1 : 0;
            if (session.getDevice() != null && session.getDevice().getCartridgeLot() != null) {
                lots.add(session.getDevice().getCartridgeLot());
            }
        }
        assertThat(lots.size()).isBetween(140, Supply.LOTS);
        assertThat((double) SESSIONS.size() / patients.size()).isBetween(3.0, 5.0);
        assertThat((double) home / SESSIONS.size()).isBetween(0.01, 0.03);
    }

    @Test
    void someReactionsArriveBeforeTheirSessionAndSomeWithoutOne() {
        Set<String> arrived = new HashSet<>();
        Set<String> early = new HashSet<>();
        for (SpecificRecord event : ALL) {
            if (event instanceof SessionRecorded session) {
                arrived.add(session.getSessionId());
            } else if (event instanceof ReactionReported reaction && !arrived.contains(reaction.getSessionId())) {
                early.add(reaction.getSessionId());
            }
        }
        long orphans =
                early.stream().filter(session -> !arrived.contains(session)).count();

        assertThat(orphans).isBetween(50L, 200L);
        assertThat(early.size() - orphans).isPositive();
    }

    @Test
    void reactionsAreOverOrOngoingOrUnknown() {
        Map<String, ReactionReported> latest = new HashMap<>();
        for (SpecificRecord event : ALL) {
            if (event instanceof ReactionReported reaction) {
                latest.merge(
                        reaction.getSessionId() + '/' + reaction.getReactionId(),
                        reaction,
                        (a, b) -> a.getRevision() > b.getRevision() ? a : b);
            }
        }
        double all = latest.size();
        assertThat(latest.values().stream()
                                .filter(reaction -> reaction.getResolvedOn() != null)
                                .count()
                        / all)
                .isBetween(0.6, 0.95);
        assertThat(latest.values().stream()
                                .filter(reaction -> reaction.getOngoingOn() != null)
                                .count()
                        / all)
                .isBetween(0.03, 0.3);
        assertThat(latest.values().stream()
                                .filter(reaction -> reaction.getResolvedOn() == null && reaction.getOngoingOn() == null)
                                .count()
                        / all)
                .isBetween(0.05, 0.2);
    }
}
