package io.dermavigil.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.pipeline.RejectReason;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the damage, it is refused as such or read as another record, and the next good message reads as ever. */
class PoisonTest {

    private static final String SAMPLES = "io.dermavigil.schemas.events.SampleRecords#all";

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void truncationAtEveryByteIsUnreadable(SpecificRecord good) throws Exception {
        Bench bench = new Bench(good);
        for (int length = 0; length < bench.message.length; length++) {
            bench.refuses(Arrays.copyOf(bench.message, length), RejectReason.UNREADABLE);
        }
    }

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void aFlippedByteIsRefusedOrGivesAnotherRecord(SpecificRecord good) throws Exception {
        Bench bench = new Bench(good);
        Set<Integer> harmless = new HashSet<>();
        for (int at = 0; at < bench.message.length; at++) {
            for (int mask : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 255}) {
                byte[] bad = bench.message.clone();
                bad[at] ^= (byte) mask;
                if (bench.readsAsTheGoodOne(bad)) {
                    harmless.add(at);
                }
            }
        }
        // Avro reads every byte but 1 as false: the one damage that changes nothing
        long falseFlags = Pattern.compile("\\bfalse\\b")
                .matcher(good.toString())
                .results()
                .count();
        assertThat(harmless).hasSize((int) falseFlags);
    }

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void anUnknownFingerprintIsAnUnknownSchema(SpecificRecord good) throws Exception {
        Bench bench = new Bench(good);
        for (int at = 2; at < SingleObjectEncoder.HEADER_LENGTH; at++) {
            byte[] bad = bench.message.clone();
            bad[at] ^= 0x55;
            UndecodableException refused = bench.refuses(bad, RejectReason.UNKNOWN_SCHEMA);
            assertThat(refused.fingerprint()).hasSize(16);
        }
    }

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void trailingBytesAreUnreadable(SpecificRecord good) throws Exception {
        Bench bench = new Bench(good);
        for (int extra : new int[] {1, 7, 1000}) {
            bench.refuses(Arrays.copyOf(bench.message, bench.message.length + extra), RejectReason.UNREADABLE);
        }
    }

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void randomBytesNeverThrowAnythingElse(SpecificRecord good) throws Exception {
        Bench bench = new Bench(good);
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            byte[] bad = new byte[random.nextInt(400)];
            random.nextBytes(bad);
            if (i % 2 == 0) {
                System.arraycopy(bench.message, 0, bad, 0, Math.min(bad.length, SingleObjectEncoder.HEADER_LENGTH));
            }
            assertThat(bench.readsAsTheGoodOne(bad)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void reasonsQuoteNothing(SpecificRecord good) throws Exception {
        Bench bench = new Bench(good);

        UndecodableException refused =
                bench.refuses(Arrays.copyOf(bench.message, bench.message.length - 1), RejectReason.UNREADABLE);

        assertThat(refused.getMessage()).matches("value: does not follow its schema( \\([A-Za-z]+\\))?");
    }

    /** A decoder that proves itself sound before and after every bad message. */
    private static final class Bench {

        private final SpecificRecord good;
        private final byte[] message;
        private final SingleObjectDecoder<SpecificRecord> decoder;

        Bench(SpecificRecord good) {
            this.good = good;
            this.message = new SingleObjectEncoder<>(good.getSchema()).encode(good);
            this.decoder = new SingleObjectDecoder<>(good.getSchema());
        }

        UndecodableException refuses(byte[] bad, RejectReason reason) throws UndecodableException {
            readsGood();
            UndecodableException[] refused = new UndecodableException[1];
            assertThatThrownBy(() -> decoder.decode(bad))
                    .isInstanceOfSatisfying(UndecodableException.class, e -> refused[0] = e);
            assertThat(refused[0].reason()).isEqualTo(reason);
            readsGood();
            return refused[0];
        }

        boolean readsAsTheGoodOne(byte[] bad) throws UndecodableException {
            readsGood();
            boolean same = false;
            try {
                same = decoder.decode(bad).equals(good);
            } catch (UndecodableException e) {
                assertThat(e.reason()).isIn(RejectReason.UNREADABLE, RejectReason.UNKNOWN_SCHEMA);
            }
            readsGood();
            return same;
        }

        private void readsGood() throws UndecodableException {
            SpecificRecord read = decoder.decode(message);
            // a plain comparison first: AssertJ's own costs more than the decode, and this runs a million times
            if (!read.equals(good)) {
                assertThat(read).isEqualTo(good);
            }
        }
    }
}
