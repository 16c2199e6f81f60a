package io.dermavigil.jobs.evidence;

import io.dermavigil.events.Setting;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.jobs.accounts.CountsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * The {@link Settlement} at work, keyed by setting and clinic. Candidates wait in memory, a bounded number of them, and
 * are settled together before every barrier and at the end of input: then a clinic's newest day moves once and not with
 * every session.
 */
public final class SettlementOperator extends AbstractStreamOperator<Tally>
        implements OneInputStreamOperator<Candidate, Tally>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final int settlingDays;
    private final int capacity;

    private transient MapState<Integer, DayBook> books;
    private transient ValueState<Long> spans;
    private transient Settlement settlement;
    private transient Map<String, ClinicChanges> pending;
    private transient int waiting;

    /**
     * A settlement.
     *
     * @param settlingDays as {@link Settlement} takes it
     * @param capacity greatest number of candidates that wait in memory
     */
    public SettlementOperator(int settlingDays, int capacity) {
        this.settlingDays = settlingDays;
        this.capacity = capacity;
    }

    /**
     * Changes of a clinic that wait.
     *
     * @param clinicId clinic
     * @param setting setting
     * @param days sums by day and cell
     */
    private record ClinicChanges(
            String clinicId, Setting setting, SortedMap<Integer, Map<EvidenceCell, CountsBuilder>> days) {

        SortedMap<Integer, DayBook> sums() {
            SortedMap<Integer, DayBook> sums = new TreeMap<>();
            days.forEach((day, cells) -> {
                Map<EvidenceCell, Counts> counts = new HashMap<>();
                cells.forEach((cell, sum) -> counts.put(cell, sum.build()));
                counts.values().removeIf(Counts::isEmpty);
                if (!counts.isEmpty()) {
                    sums.put(day, new DayBook(counts));
                }
            });
            return sums;
        }
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        books = context.getKeyedStateStore()
                .getMapState(new MapStateDescriptor<>("days", IntSerializer.INSTANCE, DayBookSerializer.INSTANCE));
        spans = context.getKeyedStateStore().getState(new ValueStateDescriptor<>("span", LongSerializer.INSTANCE));
    }

    @Override
    public void open() throws Exception {
        super.open();
        settlement = new Settlement(settlingDays);
        pending = new HashMap<>();
    }

    @Override
    public void processElement(StreamRecord<Candidate> element) {
        Candidate candidate = element.getValue();
        pending.computeIfAbsent(
                        candidate.clinic(),
                        clinic -> new ClinicChanges(
                                candidate.clinicId(), candidate.cell().setting(), new TreeMap<>()))
                .days()
                .computeIfAbsent(candidate.day(), day -> new HashMap<>())
                .computeIfAbsent(candidate.cell(), cell -> new CountsBuilder())
                .add(candidate.counts());
        if (++waiting >= capacity) {
            settle();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        settle();
    }

    @Override
    public void endInput() {
        settle();
    }

    private void settle() {
        pending.forEach((clinic, changes) -> {
            SortedMap<Integer, DayBook> sums = changes.sums();
            if (!sums.isEmpty()) {
                setCurrentKey(clinic);
                settlement.take(
                        changes.setting(),
                        new KeyedDays(),
                        sums,
                        (cell, counts) ->
                                output.collect(new StreamRecord<>(new Tally(changes.clinicId(), cell, counts))));
            }
        });
        pending.clear();
        waiting = 0;
    }

    /** The state of the current key. */
    private final class KeyedDays implements ClinicDays {

        @Override
        public DayBook book(int day) {
            return reached(() -> {
                DayBook book = books.get(day);
                return book == null ? DayBook.EMPTY : book;
            });
        }

        @Override
        public void keep(int day, DayBook book) {
            reached(() -> {
                if (book.isEmpty()) {
                    books.remove(day);
                } else {
                    books.put(day, book);
                }
                return null;
            });
        }

        @Override
        public int newestSession() {
            return reached(() -> {
                int newest = Span.NONE;
                for (Map.Entry<Integer, DayBook> entry : books.entries()) {
                    if (entry.getKey() > newest && entry.getValue().hasSessions()) {
                        newest = entry.getKey();
                    }
                }
                return newest;
            });
        }

        @Override
        public Span span() {
            return reached(() -> {
                Long both = spans.value();
                return both == null ? Span.EMPTY : new Span((int) (both >> Integer.SIZE), both.intValue());
            });
        }

        @Override
        public void keep(Span span) {
            reached(() -> {
                if (span.newest() == Span.NONE && books.isEmpty()) {
                    spans.clear();
                } else {
                    spans.update((long) span.earliest() << Integer.SIZE | span.newest() & 0xFFFFFFFFL);
                }
                return null;
            });
        }
    }

    private interface StateAccess<T> {
        T get() throws Exception;
    }

    private static <T> T reached(StateAccess<T> access) {
        try {
            return access.get();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot reach the days of a clinic", e);
        } catch (Exception e) {
            throw new FlinkRuntimeException("cannot reach the days of a clinic", e);
        }
    }
}
