package io.dermavigil.jobs.oracle;

import io.dermavigil.schemas.intake.RawRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** Ways in which a set of facts may arrive. */
public final class Arrivals {

    private Arrivals() {}

    /** Any order with repetitions; an erased event comes back as often as it likes, but its tombstone is last. */
    public static List<RawRecord> of(List<SpecificRecord> kept, List<SpecificRecord> erased, Random random) {
        List<List<RawRecord>> queues = new ArrayList<>();
        Set<String> keptKeys = new HashSet<>();
        for (SpecificRecord event : kept) {
            RawRecord record = ClinicLog.published(event);
            keptKeys.add(Arrays.toString(record.key()));
            queues.add(List.of(record));
            while (random.nextInt(4) == 0) {
                queues.add(List.of(record));
            }
        }
        for (SpecificRecord event : erased) {
            // the clinic's own topic has tombstones of its own: an erasure there leaves the shared topic alone
            RawRecord record = random.nextBoolean()
                            || keptKeys.contains(
                                    Arrays.toString(ClinicLog.published(event).key()))
                    ? ClinicLog.publishedByItself(event)
                    : ClinicLog.published(event);
            List<RawRecord> queue = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                queue.add(record);
                if (random.nextInt(3) == 0) {
                    queue.add(ClinicLog.erased(record));
                }
            }
            queue.add(ClinicLog.erased(record));
            queues.add(queue);
        }
        return interleaved(queues, random);
    }

    private static List<RawRecord> interleaved(List<List<RawRecord>> queues, Random random) {
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < queues.size(); i++) {
            turns.addAll(Collections.nCopies(queues.get(i).size(), i));
        }
        Collections.shuffle(turns, random);
        int[] next = new int[queues.size()];
        List<RawRecord> log = new ArrayList<>();
        turns.forEach(queue -> log.add(queues.get(queue).get(next[queue]++)));
        return log;
    }
}
