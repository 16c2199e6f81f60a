package io.dermavigil.serving.rest.releases;

import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.serving.relations.Relations;
import io.dermavigil.serving.rest.answers.Asked;
import io.dermavigil.serving.rest.formats.Format;
import io.dermavigil.serving.rest.listings.Readers;
import io.dermavigil.serving.rest.listings.Snapshot;
import io.dermavigil.serving.rest.outcomes.ReleasedRows;
import io.dermavigil.serving.rest.problems.Problem;
import io.dermavigil.serving.rest.problems.ProblemException;
import io.dermavigil.serving.rest.problems.ProblemKind;
import io.dermavigil.serving.rest.questions.Conditions;
import io.dermavigil.serving.rest.questions.Endpoint;
import io.dermavigil.serving.rest.questions.Months;
import io.dermavigil.serving.rest.questions.Names;
import io.dermavigil.serving.rest.questions.Page;
import io.dermavigil.serving.rest.questions.Parameters;
import io.dermavigil.serving.rest.questions.Question;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** {@code /releases/{release}}: one release with its rows. */
public final class ReleaseEndpoint implements Endpoint {

    private final Readers readers;

    /** With connections for questions. */
    public ReleaseEndpoint(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Set<String> parameters() {
        return Names.of(Page.NAMES, Set.of("period", "from", "to", "setting", "condition", "skinType"));
    }

    @Override
    public void answer(Question question) {
        Parameters parameters = question.parameters();
        Format format = Format.choose(parameters, question.ctx().header("Accept"), Format.all());
        int number = Parameters.number("release", question.ctx().pathParam("release"), 1, Integer.MAX_VALUE);
        Conditions conditions = parameters.text("period").isPresent()
                        || parameters.text("from").isPresent()
                        || parameters.text("to").isPresent()
                ? Months.of(parameters).conditions()
                : Conditions.none();
        conditions = equal(conditions, "setting", parameters.constant("setting", Setting.class));
        conditions = equal(conditions, "condition", parameters.constant("condition", Condition.class));
        conditions = equal(conditions, "skin_type", parameters.constant("skinType", SkinType.class));
        Page page = Page.of(parameters, question.ctx().path(), ReleasedRows.ORDERS);
        var list = ReleasedRows.of(question, format, conditions, page, number);
        readers.released(handle -> {
            Map<String, Object> head = ReleasesEndpoint.json(release(handle, number));
            // A release never changes, so neither does what is said of it.
            String etag = new Snapshot(null, number, "release " + number).etag(Asked.text(question, list.salt()));
            if (!Asked.isKnown(question, etag)) {
                list.read(handle, head).write(question.ctx());
            }
            return null;
        });
    }

    private static Map<String, Object> release(Handle handle, int number) {
        return handle.createQuery("SELECT " + Relations.RELEASES.selectList()
                        + " FROM release.releases WHERE release_no = :number")
                .bind("number", number)
                .map((row, context) -> Relations.RELEASES.row(row))
                .findOne()
                .orElseThrow(() -> new ProblemException(
                        new Problem(ProblemKind.NOT_FOUND, "There is no release of this number.")));
    }

    private static <E extends Enum<E>> Conditions equal(Conditions conditions, String column, Optional<E> value) {
        return value.map(constant -> conditions.and(column + " = :" + column, column, constant.name()))
                .orElse(conditions);
    }
}
