package io.dermavigil.ingest.simulator;

import java.util.ArrayList;
import java.util.List;

/** How a clinic keeps a fact up to date: follow-ups, corrections, voids, restored voids. */
final class Recording {

    private static final double RESTORED_SHARE = 0.15;
    private static final double CORRECTED_AFTER_DAYS = 10;
    private static final double VOIDED_AFTER_DAYS = 7;

    private final Draws draws;
    private final Delivery delivery;
    private final double corrections;
    private final double voids;

    Recording(SimulationConfig config, Draws draws, Delivery delivery) {
        this.draws = draws;
        this.delivery = delivery;
        this.corrections = config.shares().corrections();
        this.voids = config.shares().voids();
    }

    /**
     * The history of a fact up to the end of the period.
     *
     * @param clinic clinic that records it
     * @param times epoch milliseconds at which the fact was looked at, ascending; the first is the first record
     * @param prompt whether the first record is a complaint
     */
    History keep(Clinic clinic, boolean prompt, long... times) {
        if (times[0] > delivery.end()) {
            return new History(false, List.of());
        }
        Book book = new Book(clinic, prompt);
        for (long time : times) {
            book.look(time);
        }
        boolean erroneous = draws.chance(corrections);
        if (erroneous) {
            book.correct(after(book.last, CORRECTED_AFTER_DAYS));
        }
        if (draws.chance(voids)) {
            book.setVoided(true, after(book.last, VOIDED_AFTER_DAYS));
            if (draws.chance(RESTORED_SHARE)) {
                book.setVoided(false, after(book.last, VOIDED_AFTER_DAYS));
            }
        }
        return new History(erroneous, book.revisions);
    }

    private long after(long time, double meanDays) {
        return time + Clock.HOUR + (long) (draws.gamma(meanDays) * Clock.DAY);
    }

    /** The revisions of one fact while they are written. */
    private final class Book {
        private final List<Revision> revisions = new ArrayList<>(2);
        private final Clinic clinic;
        private final boolean prompt;
        private boolean corrected;
        private boolean voided;
        private int seenOn;
        private long last;

        Book(Clinic clinic, boolean prompt) {
            this.clinic = clinic;
            this.prompt = prompt;
        }

        void look(long time) {
            if (time <= delivery.end()) {
                seenOn = Clock.day(time);
            }
            write(time);
        }

        void correct(long time) {
            corrected = true;
            write(time);
        }

        void setVoided(boolean withdrawn, long time) {
            voided = withdrawn;
            write(time);
        }

        private void write(long time) {
            last = time;
            if (time > delivery.end()) {
                return;
            }
            long published = delivery.publishedAt(clinic, time, prompt);
            revisions.add(new Revision(time, published, delivery.redeliveredAt(published), voided, corrected, seenOn));
        }
    }
}
