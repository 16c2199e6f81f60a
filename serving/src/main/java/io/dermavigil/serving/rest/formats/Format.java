package io.dermavigil.serving.rest.formats;

import io.dermavigil.serving.rest.problems.Problem;
import io.dermavigil.serving.rest.problems.ProblemException;
import io.dermavigil.serving.rest.problems.ProblemKind;
import io.dermavigil.serving.rest.questions.Parameters;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.QuotedQualityCSV;

/** The formats. */
public enum Format {
    /** One document. */
    JSON("application/json"),
    /** Comma-separated values with a header line. */
    CSV("text/csv"),
    /** A JSON object a line. */
    NDJSON("application/x-ndjson"),
    /** Parquet. */
    PARQUET("application/vnd.apache.parquet");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type of the answer. */
    public String mediaType() {
        return mediaType;
    }

    /** The content type of the answer. */
    public String contentType() {
        return this == CSV ? mediaType + "; charset=utf-8; header=present" : mediaType;
    }

    /** The name in the parameter {@code format}, and the ending of a file. */
    public String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Chooses the format of an answer: the parameter {@code format}, else the best that the header Accept allows, else JSON.
     *
     * @param accept the header; null when there is none
     */
    public static Format choose(Parameters parameters, String accept, Set<Format> offered) {
        if (parameters.text("format").isPresent()) {
            String asked = parameters.text("format").get();
            return offered.stream()
                    .filter(format -> format.lowerCase().equals(asked))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.parameter(
                            "format",
                            "one of "
                                    + String.join(
                                            ", ",
                                            offered.stream()
                                                    .map(Format::lowerCase)
                                                    .sorted()
                                                    .toList())));
        }
        return accept == null || accept.isBlank() ? JSON : accepted(accept, offered);
    }

    /** All of them. */
    public static Set<Format> all() {
        return EnumSet.allOf(Format.class);
    }

    private static Format accepted(String accept, Set<Format> offered) {
        var ranges = new QuotedQualityCSV();
        ranges.addValue(accept);
        for (String range : ranges.getValues()) {
            String type = range.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            for (Format format :
                    Arrays.stream(values()).filter(offered::contains).toList()) {
                String family = format.mediaType.substring(0, format.mediaType.indexOf('/')) + "/*";
                if (type.equals("*/*") || type.equals(family) || type.equals(format.mediaType)) {
                    return format;
                }
            }
        }
        throw new ProblemException(new Problem(
                ProblemKind.NOT_ACCEPTABLE,
                "Served here: "
                        + String.join(
                                ", ",
                                offered.stream().map(Format::mediaType).sorted().toList()) + "."));
    }
}
