package io.dermavigil.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A huge number put at every place of a message, and so at every length of a string, list or map, reserves no memory. */
class AllocationBombTest {

    private static final long MOST_BYTES = 16L << 20;
    private static final long[] HUGE = {
        Integer.MAX_VALUE - 8L, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, -1, -(1L << 31), Long.MIN_VALUE
    };

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @MethodSource("io.dermavigil.schemas.events.SampleRecords#all")
    void hugeNumbersReserveNothing(SpecificRecord good) throws IOException {
        byte[] message = new SingleObjectEncoder<>(good.getSchema()).encode(good);
        SingleObjectDecoder<SpecificRecord> decoder = new SingleObjectDecoder<>(good.getSchema());
        int refused = 0;
        for (byte[] bomb : bombs(message)) {
            long before = threads.getCurrentThreadAllocatedBytes();
            refused += isRefused(decoder, bomb) ? 1 : 0;
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
        }
        assertThat(refused).isGreaterThan(message.length);
    }

    private static boolean isRefused(SingleObjectDecoder<SpecificRecord> decoder, byte[] bomb) {
        try {
            decoder.decode(bomb);
            return false;
        } catch (UndecodableException e) {
            return true;
        }
    }

    private static List<byte[]> bombs(byte[] message) throws IOException {
        List<byte[]> bombs = new ArrayList<>();
        for (int at = SingleObjectEncoder.HEADER_LENGTH; at < message.length; at++) {
            for (long huge : HUGE) {
                bombs.add(bomb(message, at, huge, at));
                bombs.add(bomb(message, at, huge, at + 1));
            }
        }
        return bombs;
    }

    private static byte[] bomb(byte[] message, int at, long huge, int goOnAt) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(message, 0, at);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeLong(huge);
        encoder.flush();
        out.write(message, goOnAt, message.length - goOnAt);
        return out.toByteArray();
    }
}
