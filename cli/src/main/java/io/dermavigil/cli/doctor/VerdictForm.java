package io.dermavigil.cli.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/** Forms in which findings are printed. */
enum VerdictForm {
    /** For people. */
    TABLE {
        @Override
        String line(Verdict verdict) {
            String line = "%-5s %-12s %s%n".formatted(grade(verdict), verdict.subject(), verdict.finding());
            return verdict.advice().isEmpty() ? line : line + "%18s -> %s%n".formatted("", verdict.advice());
        }
    },
    /** One object a line. */
    JSON {
        @Override
        String line(Verdict verdict) {
            return MAPPER.createObjectNode()
                            .put("grade", grade(verdict))
                            .put("subject", verdict.subject())
                            .put("finding", verdict.finding())
                            .put("advice", verdict.advice())
                    + System.lineSeparator();
        }
    };

    private static final JsonMapper MAPPER = new JsonMapper();

    /** One or two lines, with their ends. */
    abstract String line(Verdict verdict);

    private static String grade(Verdict verdict) {
        return verdict.grade().name().toLowerCase(Locale.ROOT);
    }
}
