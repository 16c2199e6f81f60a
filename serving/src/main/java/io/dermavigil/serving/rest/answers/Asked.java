package io.dermavigil.serving.rest.answers;

import io.dermavigil.serving.rest.questions.Question;
import java.util.Arrays;

/** What was asked, and whether whoever asks has the answer already. */
public final class Asked {

    private Asked() {}

    /**
     * Everything that an answer depends on but the store: path, parameters, format, role.
     *
     * @param salt whatever else it depends on
     */
    public static String text(Question question, String salt) {
        return String.join(
                "\n",
                question.ctx().path(),
                question.parameters().values().toString(),
                String.valueOf(question.ctx().header("Accept")),
                question.role().name(),
                salt);
    }

    /** Sets the answer's ETag; true when the client has this answer, and 304 is set. */
    public static boolean isKnown(Question question, String etag) {
        question.ctx().header("ETag", etag);
        String known = question.ctx().header("If-None-Match");
        boolean same = known != null
                && Arrays.stream(known.split(",", -1))
                        .map(String::strip)
                        .anyMatch(each -> each.equals(etag) || each.equals("*"));
        if (same) {
            question.ctx().status(304);
        }
        return same;
    }
}
