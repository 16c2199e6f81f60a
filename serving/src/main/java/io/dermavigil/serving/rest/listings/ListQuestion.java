package io.dermavigil.serving.rest.listings;

import io.dermavigil.serving.relations.Relation;
import io.dermavigil.serving.rest.formats.Document;
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
 * A question that a page of a relation answers.
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

    /** What the answer depends on, apart from the question and the store. */
    public String salt() {
        return conditions.bindings().toString();
    }

    /**
     * Reads the answer.
     *
     * @param head first members of a JSON document
     */
    public Document read(Handle handle, Map<String, Object> head) {
        Listing listing = new ListingQuery(relation, conditions, page).run(handle);
        boolean asJson = format == Format.JSON || format == Format.NDJSON;
        return new ListAnswer(head, listing, asJson ? json.apply(handle, listing.rows()) : List.of())
                .in(format, question.ctx().path(), question.parameters().values());
    }
}
