package io.dermavigil.ingest.simulator;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * SplitMix64 (Steele, Lea, Flood 2014) that can be put back to the start of any of its streams: what happens to a patient
 * depends on the seed and on the patient alone, so any part of the simulation can be told again instead of being kept. One
 * provider stays bound to the samplers; they must hold no state of their own. Not thread-safe.
 */
final class RandomStream implements UniformRandomProvider {

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final long seed;
    private long state;

    RandomStream(long seed) {
        this.seed = mix(seed + GOLDEN);
    }

    /** Starts the stream of a topic and two numbers. */
    void restart(Topic topic, long first, long second) {
        state = hash(topic, first, second);
    }

    /** 64 bits that depend on the seed, the topic and the numbers alone. */
    long hash(Topic topic, long first, long second) {
        long mixed = mix(seed ^ topic.salt * 0xD1B5_4A32_D192_ED03L);
        mixed = mix(mixed + first * GOLDEN);
        return mix(mixed ^ second * 0xAEF1_7502_108E_F2D9L);
    }

    /** A fraction in 0..1, excluding 1, that depends on the seed, the topic and the numbers alone. */
    double fraction(Topic topic, long first, long second) {
        return (hash(topic, first, second) >>> 11) * 0x1.0p-53;
    }

    @Override
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }

    /** What a stream is about: streams of different topics are independent. */
    enum Topic {
        CLINIC(1),
        SCHEDULE(2),
        PATIENT(3),
        PATIENT_KEY(4),
        COURSE(5),
        SESSION(6),
        REACTIONS(7),
        RATINGS(8),
        DELIVERY(9),
        CARTRIDGE(10),
        LOT(11),
        OUTAGE(12),
        EVENT_ID(13);

        private final long salt;

        Topic(long salt) {
            this.salt = salt;
        }
    }
}
