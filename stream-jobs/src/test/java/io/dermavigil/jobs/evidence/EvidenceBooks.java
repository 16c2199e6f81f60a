package io.dermavigil.jobs.evidence;

import io.dermavigil.events.Setting;
import io.dermavigil.jobs.accounts.Counts;
import io.dermavigil.safety.Evidence;
import io.dermavigil.schemas.safety.BaselineCell;
import io.dermavigil.schemas.safety.Baselines;
import io.dermavigil.schemas.wire.AvroRuntime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Settlement and evidence without Flink, in maps. */
final class EvidenceBooks {

    static {
        AvroRuntime.initialise();
    }

    private final Settlement settlement = new Settlement(EvidenceSettings.SETTLING_DAYS);
    private final Map<String, Days> clinics = new HashMap<>();
    private final Map<Setting, EvidenceBook> books = new EnumMap<>(Setting.class);
    private final Map<Setting, EvidenceRows> rows = new EnumMap<>(Setting.class);
    private final Map<String, Evidence> written = new TreeMap<>();

    EvidenceBooks(String rulesVersion) {
        for (Setting setting : Setting.values()) {
            books.put(setting, new EvidenceBook(setting));
            rows.put(setting, new EvidenceRows(EvidenceSettings.of(rulesVersion)));
        }
    }

    /** Settles candidates together. */
    void take(List<Candidate> candidates) {
        Map<String, List<Candidate>> byClinic = new LinkedHashMap<>();
        candidates.forEach(candidate -> byClinic.computeIfAbsent(candidate.clinic(), c -> new ArrayList<>())
                .add(candidate));
        byClinic.forEach((clinic, mine) -> {
            SortedMap<Integer, DayBook> changes = new TreeMap<>();
            for (Candidate candidate : mine) {
                DayBook change = new DayBook(Map.of(candidate.cell(), candidate.counts()));
                changes.merge(candidate.day(), change, DayBook::plus);
            }
            Setting setting = mine.get(0).cell().setting();
            String clinicId = mine.get(0).clinicId();
            settlement.take(
                    setting,
                    clinics.computeIfAbsent(clinic, c -> new Days()),
                    changes,
                    (cell, counts) -> books.get(setting).add(new Tally(clinicId, cell, counts), (c, now) -> {}));
        });
    }

    /** Replaces all baselines of clinics. */
    void set(Baselines baselines) {
        EvidenceBook book = books.get(Setting.CLINIC);
        book.baselines().all().forEach(old -> book.set(BaselineCell.of(old), null));
        baselines.all().forEach(one -> book.set(BaselineCell.of(one), one));
    }

    /** Writes what changed, as the operator does before a barrier. */
    void flush() {
        rows.forEach((setting, mine) -> mine.changed(books.get(setting)).forEach((key, row) -> {
            mine.isNew(key);
            written.put(key, Evidence.newBuilder(row).build());
        }));
    }

    Map<String, Evidence> written() {
        return written;
    }

    boolean isEmpty() {
        return clinics.values().stream().allMatch(days -> days.books.isEmpty())
                && books.values().stream()
                        .flatMap(book -> book.cells().values().stream())
                        .allMatch(Counts::isEmpty);
    }

    private static final class Days implements ClinicDays {

        private final Map<Integer, DayBook> books = new TreeMap<>();
        private Span span = Span.EMPTY;

        @Override
        public DayBook book(int day) {
            return books.getOrDefault(day, DayBook.EMPTY);
        }

        @Override
        public void keep(int day, DayBook book) {
            if (book.isEmpty()) {
                books.remove(day);
            } else {
                books.put(day, book);
            }
        }

        @Override
        public int newestSession() {
            return books.entrySet().stream()
                    .filter(entry -> entry.getValue().hasSessions())
                    .mapToInt(Map.Entry::getKey)
                    .max()
                    .orElse(Span.NONE);
        }

        @Override
        public Span span() {
            return span;
        }

        @Override
        public void keep(Span changed) {
            span = changed;
        }
    }
}
