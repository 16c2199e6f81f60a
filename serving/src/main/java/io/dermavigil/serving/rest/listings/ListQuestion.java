package io.dermavigil.serving.rest.listings;

import io.dermavigil.serving.relations.Relation;
import io.dermavigil.serving.rest.formats.Format;
import io.dermavigil.serving.rest.formats.ListAnswer;
import io.dermavigil.serving.rest.questions.Conditions;
import io.dermavigil.serving.rest.questions.Page;
import io.dermavigil.serving.rest.questions.Question;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * Answers a question with a page of a relation.
 *
 * @param question the question
 * @param format format of the answer
 * @param relation where the rows are from
 * @param conditions which rows
 * @param page which page of them
 * @param json the JSON form of rows that were read
 */
public record ListQuestion(
        Question question,
        Format format,
        Relation relation,
        Conditions conditions,
        Page page,
        BiFunction<Handle, List<Map<String, Object>>, List<Map<String, Object>>> json) {

    /** Answers, unless the client has the answer already. */
    public void answer(Handle handle, Snapshot snapshot) {
        answer(handle, snapshot, snapshot.head());
    }

    /** Answers with other members at the head of the JSON document. */
    public void answer(Handle handle, Snapshot snapshot, Map<String, Object> head) {
        if (snapshot.isKnownTo(question, conditions.bindings().toString())) {
            return;
        }
        Listing listing = new ListingQuery(relation, conditions, page).run(handle);
        boolean asJson = format == Format.JSON || format == Format.NDJSON;
        new ListAnswer(head, listing, asJson ? json.apply(handle, listing.rows()) : List.of())
                .write(question.ctx(), format);
    }
}
