package io.dermavigil.ingest.simulator;

import io.dermavigil.events.EventId;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.avro.specific.SpecificRecord;

/**
 * The events in the order of publication. What waits is not the events but 16 bytes for each, from which they are told
 * again when their time has come; of those there is a bound. When it is reached, as with a great many sessions in a short
 * time, postings leave before their time: the order suffers, memory does not, and nothing is lost.
 */
final class PublicationOrder implements Iterator<SpecificRecord> {

    /** At most 32 MB; enough for some 15 million sessions in two years. */
    static final int DEFAULT_LIMIT = 1 << 21;
    /** More than one course brings in or one story delivers. */
    static final int MOST_AT_ONCE = 512;

    private final SimulationConfig config;
    private final TruthListener truth;
    private final Schedule schedule;
    private final RandomStream random;
    private final StoryTeller teller;
    private final SessionEvents sessions;
    private final PendingPostings pending;
    /** Overflow of one story; empty unless the bound is reached. */
    private final PendingPostings overflow = new PendingPostings(MOST_AT_ONCE);

    private long nextCourse;
    private long coursesBegin = Long.MIN_VALUE;
    private int visitsOfNext;
    private long plannedSoFar;
    private Story lastTold;

    PublicationOrder(SimulationConfig config, TruthListener truth, int limit) {
        this.config = config;
        this.truth = truth;
        this.random = new RandomStream(config.seed());
        Draws draws = new Draws(random);
        this.schedule = new Schedule(config, draws);
        Supply supply = new Supply(draws, config);
        this.teller = new StoryTeller(config, draws, new Population(config, draws, schedule, supply));
        this.sessions = new SessionEvents(config, draws, supply);
        this.pending = new PendingPostings(limit);
        lookAtNextCourse();
    }

    /** How many postings wait. */
    int waiting() {
        return pending.size() + overflow.size();
    }

    @Override
    public boolean hasNext() {
        if (!overflow.isEmpty()) {
            return true;
        }
        while (true) {
            admitCourses();
            if (pending.isEmpty()) {
                return false;
            }
            long earliest = pending.earliest();
            if (!Posting.isUntold(earliest)) {
                return true;
            }
            pending.removeEarliest();
            Story story = tell(earliest);
            PendingPostings target = pending.hasRoomFor(MOST_AT_ONCE) ? pending : overflow;
            story.deliver(target::add);
            if (!overflow.isEmpty()) {
                return true;
            }
        }
    }

    @Override
    public SpecificRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        PendingPostings source = overflow.isEmpty() ? pending : overflow;
        long posting = source.earliest();
        source.removeEarliest();
        return write(posting);
    }

    private void admitCourses() {
        while (nextCourse < schedule.courses()
                && pending.hasRoomFor(MOST_AT_ONCE)
                && (pending.isEmpty() || coursesBegin <= pending.earliestTime())) {
            admit();
            nextCourse++;
            lookAtNextCourse();
        }
    }

    private void lookAtNextCourse() {
        if (nextCourse < schedule.courses()) {
            visitsOfNext = schedule.lay(nextCourse);
            coursesBegin = Clock.at(schedule.day(0), 0);
        }
    }

    /** Only the visits that are recorded: of those planned within the period, as many as were asked for, evenly. */
    private void admit() {
        schedule.lay(nextCourse);
        for (int visit = 0; visit < visitsOfNext; visit++) {
            int day = schedule.day(visit);
            if (schedule.inPeriod(day) && isRecorded(plannedSoFar++)) {
                pending.add(Clock.at(day, 0), Posting.untold(nextCourse, visit));
            }
        }
    }

    private boolean isRecorded(long planned) {
        return share(planned + 1) > share(planned);
    }

    private long share(long planned) {
        return Math.multiplyExact(planned, config.sessions()) / schedule.planned();
    }

    private Story tell(long posting) {
        Story last = lastTold;
        if (last == null
                || last.visit().course() != Posting.course(posting)
                || last.visit().number() != Posting.visit(posting)) {
            lastTold = teller.tell(Posting.course(posting), Posting.visit(posting));
        }
        return lastTold;
    }

    private SpecificRecord write(long posting) {
        Story story = tell(posting);
        EventId eventId = Identifiers.event(random, Posting.course(posting), Posting.identity(posting));
        int revision = Posting.revision(posting);
        boolean first = revision == 1 && !Posting.isRedelivery(posting);
        if (Posting.isSession(posting)) {
            if (first) {
                tellExposure(story);
            }
            return sessions.write(story, revision, eventId);
        }
        if (Posting.isReaction(posting)) {
            Reaction reaction = story.reactions().get(Posting.number(posting));
            if (first) {
                tellReaction(story.visit(), reaction);
            }
            return OutcomeEvents.write(story.visit(), reaction, revision, eventId);
        }
        return OutcomeEvents.write(story.visit(), story.ratings().get(Posting.number(posting)), revision, eventId);
    }

    private void tellExposure(Story story) {
        for (int fault = 0; fault < config.faults().size(); fault++) {
            if (teller.plants().exposes(fault, story.visit())) {
                truth.exposed(config.faults().get(fault));
            }
        }
    }

    private void tellReaction(Visit visit, Reaction reaction) {
        for (int fault = 0; fault < config.faults().size(); fault++) {
            if (teller.plants().raises(fault, visit, reaction.type())) {
                truth.reaction(new PlantedReaction(
                        config.faults().get(fault),
                        visit.clinic().id(),
                        visit.patient().key(),
                        visit.sessionId(),
                        reaction.id(),
                        reaction.excess()));
            }
        }
    }
}
