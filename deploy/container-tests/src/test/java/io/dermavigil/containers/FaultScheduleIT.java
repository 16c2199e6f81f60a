package io.dermavigil.containers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to the stack while clinics publish, the summaries end as a function of what was published: {@code reconcile}
 * recomputes them all, and the sessions counted are those that the simulator tells.
 */
@RequiresEngine
class FaultScheduleIT {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> theSummariesSurvive(ComposeStack stack) {
        long first = Long.getLong("fault.seed", 0);
        long seed = first == 0 ? Instant.now().toEpochMilli() / AN_HOUR.toMillis() : first;
        return LongStream.range(seed, seed + Integer.getInteger("fault.schedules", 1))
                .mapToObj(FaultSchedule::of)
                .map(schedule -> DynamicTest.dynamicTest(
                        "seed " + schedule.seed() + ": " + schedule.text(), () -> run(schedule, stack)));
    }

    private void run(FaultSchedule schedule, ComposeStack stack) throws IOException {
        long begin = System.nanoTime();
        System.err.println("fault schedule " + schedule.seed() + ": " + schedule.text());
        Summaries summaries = new Summaries(stack);
        long expected = summaries.sessions();
        for (FaultSchedule.Step step : schedule.steps()) {
            try (Publication publication = Publication.of(stack, step.slice(), step.how(), step.rate())) {
                step.fault().strike(stack);
                publication.complete();
            }
            expected += step.slice().sessionsInForce(folder);
        }
        Jobs.awaitRunning(stack);
        summaries.awaitSessions(expected);
        summaries.assertReconciled();
        System.err.printf(
                "fault schedule %d: %,d sessions counted, reconciled, %.0f s%n",
                schedule.seed(), expected, (System.nanoTime() - begin) / 1e9);
    }
}
