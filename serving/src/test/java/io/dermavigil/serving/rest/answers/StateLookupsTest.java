package io.dermavigil.serving.rest.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.serving.rest.listings.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateLookupsTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void nobodyIsToldAStateThatIsOlderThanTheirQuestion() throws Exception {
        var store = new AtomicLong();
        var lookups = new StateLookups(() -> new Snapshot(null, null, Long.toString(store.get())));
        List<Future<Boolean>> asked = new ArrayList<>();
        for (int reader = 0; reader < 16; reader++) {
            asked.add(threads.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    long before = store.incrementAndGet();
                    if (Long.parseLong(lookups.next().snapshot().version()) < before) {
                        return false;
                    }
                }
                return true;
            }));
        }
        for (Future<Boolean> each : asked) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void oneLookupIsForAllWhoWait() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var lookedUp = new AtomicInteger();
        var lookups = new StateLookups(() -> {
            if (lookedUp.incrementAndGet() == 1) {
                begun.countDown();
                await(go);
            }
            return new Snapshot(null, null, "");
        });
        Future<StateLookups.Seen> first = threads.submit(lookups::next);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        var arrived = new CountDownLatch(50);
        Callable<StateLookups.Seen> ask = () -> {
            arrived.countDown();
            return lookups.next();
        };
        List<Future<StateLookups.Seen>> others = new ArrayList<>();
        for (int reader = 0; reader < 50; reader++) {
            others.add(threads.submit(ask));
        }
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        go.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS).number()).isEqualTo(1);
        for (Future<StateLookups.Seen> other : others) {
            assertThat(other.get(10, TimeUnit.SECONDS).number()).isGreaterThan(1);
        }
        // A reader may have come so late that the second lookup had begun; but not one in each.
        assertThat(lookedUp.get()).isBetween(2, 10);
    }

    @Test
    void aFailureIsToldToThoseWhoWaitedForItOnly() {
        var lookedUp = new AtomicInteger();
        var lookups = new StateLookups(() -> {
            if (lookedUp.incrementAndGet() == 1) {
                throw new IllegalStateException("the store is away");
            }
            return new Snapshot(null, null, "back");
        });

        assertThatThrownBy(lookups::next).hasRootCauseMessage("the store is away");
        assertThat(lookups.next().snapshot().version()).isEqualTo("back");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
