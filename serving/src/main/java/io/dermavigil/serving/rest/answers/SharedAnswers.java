package io.dermavigil.serving.rest.answers;

import io.dermavigil.serving.rest.answers.StateLookups.Seen;
import io.dermavigil.serving.rest.formats.Document;
import io.dermavigil.serving.rest.formats.Format;
import io.dermavigil.serving.rest.listings.ListQuestion;
import io.dermavigil.serving.rest.listings.Snapshot;
import io.dermavigil.serving.rest.questions.Question;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * Answers questions, each from one state of the store. JSON, which pages ask for again and again, is made once for all of a
 * role who ask the same until the store changes; nobody gets an answer that is older than their question. Live rows and
 * releases have answers of their own, made with different rights.
 */
public final class SharedAnswers {

    private static final int QUESTIONS = 128;

    /** Reads from one state of the store, with the rights of a database role. */
    public interface Reading {
        /** What the question finds. */
        <T> T at(HandleCallback<T, RuntimeException> question);
    }

    /** Makes an answer. */
    public interface Maker {
        /** What to send, read with the handle from the state that the snapshot tells. */
        Document make(Handle handle, Snapshot snapshot);
    }

    private final Reading reading;
    private final Function<Handle, Snapshot> state;
    private final StateLookups lookups;
    private final Map<String, SharedAnswer> byQuestion = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SharedAnswer> eldest) {
            return size() > QUESTIONS;
        }
    };

    /**
     * Answers with the rows that the reading reaches.
     *
     * @param reading reads from the store
     * @param state tells the state of the store, whose version changes whenever an answer does
     */
    public SharedAnswers(Reading reading, Function<Handle, Snapshot> state) {
        this.reading = reading;
        this.state = state;
        this.lookups = new StateLookups(() -> reading.at(state::apply));
    }

    /** Answers with a page of a list. */
    public void answer(ListQuestion list) {
        answer(list.question(), list.format(), list.salt(), (handle, snapshot) -> list.read(handle, snapshot.head()));
    }

    /**
     * Answers, or says that the client has the answer.
     *
     * @param format format of the answer
     * @param salt whatever the answer depends on, apart from the question and the state of the store
     */
    public void answer(Question question, Format format, String salt, Maker maker) {
        if (format != Format.JSON) {
            alone(question, salt, maker);
            return;
        }
        String asked = Asked.text(question, salt);
        Seen seen = lookups.next();
        if (Asked.isKnown(question, seen.snapshot().etag(asked))) {
            return;
        }
        Answer answer = place(asked).get(seen, () -> reading.at(handle -> made(asked, maker, handle)));
        if (!Asked.isKnown(question, answer.etag())) {
            answer.write(question.ctx());
        }
    }

    private Answer made(String asked, Maker maker, Handle handle) {
        Snapshot snapshot = state.apply(handle);
        return new Answer(snapshot.version(), snapshot.etag(asked), maker.make(handle, snapshot));
    }

    private void alone(Question question, String salt, Maker maker) {
        reading.at(handle -> {
            Snapshot snapshot = state.apply(handle);
            if (!Asked.isKnown(question, snapshot.etag(Asked.text(question, salt)))) {
                maker.make(handle, snapshot).write(question.ctx());
            }
            return null;
        });
    }

    private SharedAnswer place(String asked) {
        synchronized (byQuestion) {
            return byQuestion.computeIfAbsent(asked, any -> new SharedAnswer());
        }
    }
}
