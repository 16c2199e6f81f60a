package io.dermavigil.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentence for people in an error of Flink's REST interface, which is a stack trace. */
final class RefusalText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CAUSE = Pattern.compile("(?m)^(?:Caused by: )?([\\w.$]+(?:Exception|Error)): (.+)$");
    private static final int LONGEST = 500;

    private RefusalText() {}

    /** The message of the innermost cause, or what there is; never empty. */
    static String of(String body) {
        String last = lastError(body);
        Matcher causes = CAUSE.matcher(last);
        String innermost = null;
        while (causes.find()) {
            innermost = causes.group(2);
        }
        String text = innermost == null ? last.strip() : innermost.strip();
        if (text.isEmpty()) {
            return "no reason given";
        }
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
    }

    private static String lastError(String body) {
        try {
            List<String> errors = new ArrayList<>();
            JsonNode answer = JSON.readTree(body);
            answer.path("errors").forEach(error -> errors.add(error.asText()));
            return errors.isEmpty() ? body : errors.get(errors.size() - 1);
        } catch (IOException e) {
            // not JSON: a proxy's page, perhaps; it is shown as it is
            return body;
        }
    }
}
