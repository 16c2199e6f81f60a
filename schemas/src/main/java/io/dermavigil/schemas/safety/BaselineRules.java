package io.dermavigil.schemas.safety;

import io.dermavigil.pipeline.RejectReason;
import io.dermavigil.safety.Baseline;
import io.dermavigil.safety.BaselineUnit;
import io.dermavigil.schemas.validation.Problem;
import java.util.ArrayList;
import java.util.List;

/** What a baseline must satisfy, wherever it is published or read. */
public final class BaselineRules {

    private static final int LONGEST_SOURCE = 500;
    private static final int LONGEST_TABLE = 128;
    private static final int MOST_SESSIONS = 100;

    private BaselineRules() {}

    /** The rules that a baseline breaks; empty when it is sound. */
    public static List<Problem> problems(Baseline baseline) {
        List<Problem> problems = new ArrayList<>();
        // written so that NaN fails
        if (!(baseline.getRate() > 0 && baseline.getRate() < 1)) {
            problems.add(invalid("rate", "must be above 0 and below 1"));
        }
        Integer sessions = baseline.getSessionsPerCourse();
        if (baseline.getUnit() == BaselineUnit.SESSION && sessions == null) {
            problems.add(invalid("sessionsPerCourse", "must be given with unit SESSION"));
        } else if (baseline.getUnit() == BaselineUnit.PATIENT && sessions != null) {
            problems.add(invalid("sessionsPerCourse", "must be left out with unit PATIENT"));
        } else if (sessions != null && (sessions < 1 || sessions > MOST_SESSIONS)) {
            problems.add(invalid("sessionsPerCourse", "must be 1.." + MOST_SESSIONS));
        }
        if (problems.isEmpty() && Baselines.ofPatients(baseline) == 1) {
            problems.add(
                    invalid("rate", "must leave a patient a chance to stay unaffected over the sessions of a course"));
        }
        if (!isText(baseline.getSource(), LONGEST_SOURCE)) {
            problems.add(text("source", LONGEST_SOURCE));
        }
        if (!isText(baseline.getTable(), LONGEST_TABLE)) {
            problems.add(text("table", LONGEST_TABLE));
        }
        return problems;
    }

    private static boolean isText(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    private static Problem text(String field, int longest) {
        return invalid(field, "must have 1.." + longest + " characters and no control characters");
    }

    private static Problem invalid(String field, String rule) {
        return new Problem(field, rule, RejectReason.INVALID);
    }
}
