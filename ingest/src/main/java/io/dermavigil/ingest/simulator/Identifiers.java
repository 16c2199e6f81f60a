package io.dermavigil.ingest.simulator;

import io.dermavigil.events.EventId;
import io.dermavigil.ingest.simulator.RandomStream.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Identifiers made of the seed and of what they identify. They look like those of ingest but need no key. */
final class Identifiers {

    private static final byte[] BASE64_URL =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_LENGTH = 22;
    private static final int BITS = 6;
    private static final int HALF = KEY_LENGTH / 2;
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;

    private Identifiers() {}

    /** 22 characters, as long as a pseudonym of 128 bits. */
    static String patientKey(RandomStream random, long patient) {
        byte[] text = new byte[KEY_LENGTH];
        write(text, 0, random.hash(Topic.PATIENT_KEY, patient, 0));
        write(text, HALF, random.hash(Topic.PATIENT_KEY, patient, 1));
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    static String session(long course, int number) {
        return "S" + course + "-" + (number + 1);
    }

    /** A custom UUID (version 8, RFC 9562 section 5.8) of a revision of a fact. */
    static EventId event(RandomStream random, long course, long posting) {
        long most = random.hash(Topic.EVENT_ID, course, posting);
        long least = random.hash(Topic.EVENT_ID, ~course, posting);
        return new EventId(ByteBuffer.allocate(16)
                .putLong((most & VERSION_MASK) | VERSION_8)
                .putLong((least & VARIANT_MASK) | Long.MIN_VALUE)
                .array());
    }

    private static void write(byte[] text, int from, long bits) {
        long rest = bits;
        for (int i = from; i < from + HALF - 1; i++) {
            text[i] = BASE64_URL[(int) rest & (1 << BITS) - 1];
            rest >>>= BITS;
        }
        text[from + HALF - 1] = BASE64_URL[(int) rest & 0xF];
    }
}
