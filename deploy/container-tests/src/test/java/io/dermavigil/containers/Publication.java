package io.dermavigil.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dermavigil.cli.ExitCode;
import java.time.Duration;
import java.util.stream.Stream;

/** A slice that is being published; a publisher that the broker left in the lurch does what its message says. */
final class Publication implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int TRIES = 5;
    private static final Duration BEGUN_WITHIN = Duration.ofMinutes(3);

    private final ComposeStack stack;
    private final PublisherKind how;
    private final String[] arguments;
    private Shell.Running running;

    private Publication(ComposeStack stack, PublisherKind how, String... arguments) {
        this.stack = stack;
        this.how = how;
        this.arguments = arguments;
        this.running = stack.publisher(how, arguments);
    }

    /**
     * Starts, and returns when the first events are in the broker's log and more are to come.
     *
     * @param how framing and clock
     * @param rate events a second, so that a fault comes in the middle
     */
    static Publication of(ComposeStack stack, ChainSlice slice, PublisherKind how, int rate) {
        String[] arguments = Stream.concat(slice.arguments().stream(), Stream.of("--rate", Integer.toString(rate)))
                .toArray(String[]::new);
        long before = stack.clinicLogBytes();
        Publication publication = new Publication(stack, how, arguments);
        try {
            await().atMost(BEGUN_WITHIN).until(() -> stack.clinicLogBytes() > before);
            assertThat(publication.running.process().isAlive())
                    .as("the publisher still has something to publish")
                    .isTrue();
            return publication;
        } catch (Throwable e) {
            publication.close();
            throw e;
        }
    }

    /** Waits until every event is acknowledged. */
    void complete() {
        Shell.Result result = running.await(PATIENCE);
        for (int i = 1; i < TRIES && result.code() == ExitCode.STACK_UNREACHABLE; i++) {
            running = stack.publisher(how, arguments);
            result = running.await(PATIENCE);
        }
        assertThat(result.code()).as(result.out() + result.err()).isZero();
    }

    /** Ends a publisher that still runs, so that what it has left does not come in the way of what is tried next. */
    @Override
    public void close() {
        running.stop();
    }
}
