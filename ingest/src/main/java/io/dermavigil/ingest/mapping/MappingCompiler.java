package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.dermavigil.ingest.mapping.MappingDocument.FieldRule;
import io.dermavigil.ingest.pseudonyms.Pseudonyms;
import io.dermavigil.ingest.reading.CsvFormat;
import io.dermavigil.schemas.events.EventKind;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Turns the text of a mapping into its meaning, refusing at once whatever could only fail row by row. */
final class MappingCompiler {

    private final Path file;
    private final MappingDocument document;
    private final MappingLines lines;

    MappingCompiler(Path file, MappingDocument document, MappingLines lines) {
        this.file = file;
        this.document = document;
        this.lines = lines;
    }

    ColumnMapping compile() throws MappingException {
        EventKind kind = kind();
        CsvFormat format = format();
        CellReader reader = new CellReader(notation());
        if (document.fields() == null || document.fields().isEmpty()) {
            throw new MappingException(
                    file, lines.of("fields"), "key fields is missing: which column fills which field");
        }
        Map<String, FieldTarget> targets = FieldTarget.of(kind);
        List<FieldSource> sources = new ArrayList<>();
        for (Map.Entry<String, FieldRule> field : document.fields().entrySet()) {
            sources.add(source(field.getKey(), field.getValue(), targets, reader));
        }
        requireRequired(targets, kind);
        return new ColumnMapping(kind, format, document.idDomain(), sources);
    }

    private EventKind kind() throws MappingException {
        if (document.kind() == null) {
            throw new MappingException(file, "key kind is missing: sessions, reactions or ratings");
        }
        try {
            return EventKind.ofTopicSuffix(document.kind());
        } catch (IllegalArgumentException e) {
            throw problem("must be sessions, reactions or ratings", "kind");
        }
    }

    private CsvFormat format() throws MappingException {
        char delimiter = character("delimiter", document.delimiter(), CsvFormat.STANDARD.delimiter());
        char quote = character("quote", document.quote(), CsvFormat.STANDARD.quote());
        try {
            Charset charset = document.characterSet() == null
                    ? CsvFormat.STANDARD.charset()
                    : Charset.forName(document.characterSet());
            return new CsvFormat(delimiter, quote, charset);
        } catch (java.nio.charset.IllegalCharsetNameException | java.nio.charset.UnsupportedCharsetException e) {
            throw problem("is no character set known here", "characterSet");
        } catch (IllegalArgumentException e) {
            throw problem(e.getMessage(), "delimiter");
        }
    }

    private char character(String key, String text, char standard) throws MappingException {
        if (text != null && text.length() != 1) {
            throw problem("must be one character", key);
        }
        return text == null ? standard : text.charAt(0);
    }

    private Notation notation() throws MappingException {
        try {
            return new Notation(
                    patterns("dateFormats", document.dateFormats(), Notation.STANDARD.dates()),
                    patterns("monthFormats", document.monthFormats(), Notation.STANDARD.months()),
                    patterns("dateTimeFormats", document.dateTimeFormats(), Notation.STANDARD.dateTimes()),
                    document.timeZone() == null ? Notation.STANDARD.zone() : ZoneId.of(document.timeZone()),
                    document.partialDates() == MappingDocument.PartialDates.FIRST_OF_MONTH,
                    Boolean.TRUE.equals(document.decimalComma()));
        } catch (DateTimeException e) {
            throw problem("must be a time zone such as Europe/Berlin", "timeZone");
        }
    }

    private List<DatePattern> patterns(String key, List<String> texts, List<DatePattern> standard)
            throws MappingException {
        if (texts == null) {
            return standard;
        }
        List<DatePattern> patterns = new ArrayList<>();
        for (String text : texts) {
            try {
                patterns.add(DatePattern.of(text));
            } catch (IllegalArgumentException e) {
                throw problem("must be date patterns such as dd.MM.yyyy", key);
            }
        }
        return List.copyOf(patterns);
    }

    private FieldSource source(String path, FieldRule rule, Map<String, FieldTarget> targets, CellReader reader)
            throws MappingException {
        FieldTarget target = targets.get(path);
        if (target == null) {
            throw new MappingException(
                    file,
                    lines.of("fields", path),
                    "key fields." + path + " is no field; known: " + String.join(", ", targets.keySet()));
        }
        if (rule == null || hasColumn(rule) == (rule.constant() != null)) {
            throw problem("must have either column or constant", "fields", path);
        }
        ValueChecker values = new ValueChecker(target, reader);
        return rule.constant() != null ? constant(target, rule, values) : column(target, rule, values, reader);
    }

    /** {@code field:} without anything reads as a column without a name. */
    private static boolean hasColumn(FieldRule rule) {
        return rule.column() != null && !rule.column().isBlank();
    }

    private FieldSource constant(FieldTarget target, FieldRule rule, ValueChecker values) throws MappingException {
        if (rule.capture() != null
                || rule.values() != null
                || rule.otherwise() != null
                || rule.empty() != null
                || rule.pseudonym() != null
                || rule.separator() != null) {
            throw problem("must have nothing beside its constant", "fields", target.path());
        }
        return new FieldSource.Constant(target, value(target, values, rule.constant(), "constant"));
    }

    private FieldSource column(FieldTarget target, FieldRule rule, ValueChecker values, CellReader reader)
            throws MappingException {
        boolean pseudonym = Boolean.TRUE.equals(rule.pseudonym());
        if (target.path().equals(Pseudonyms.PATIENT) && rule.pseudonym() == null) {
            throw problem(
                    "must say pseudonym: true (the column holds the clinic's own patient id) or false (it holds a key already)",
                    "fields",
                    target.path());
        }
        if (pseudonym && (rule.values() != null || rule.otherwise() != null || rule.empty() != null)) {
            throw problem("must not have values, otherwise or empty beside pseudonym", "fields", target.path());
        }
        if (pseudonym && !target.isIdentifier()) {
            throw problem("must not be a pseudonym: it is no id", "fields", target.path());
        }
        if (rule.otherwise() != null && rule.values() == null) {
            throw problem("must have values beside otherwise", "fields", target.path());
        }
        Map<String, JsonNode> dictionary = new HashMap<>();
        if (rule.values() != null) {
            for (Map.Entry<String, JsonNode> entry : rule.values().entrySet()) {
                dictionary.put(
                        entry.getKey().strip(), value(target, values, entry.getValue(), "values", entry.getKey()));
            }
        }
        CellRule cell = new CellRule(
                capture(target, rule.capture()),
                Map.copyOf(dictionary),
                rule.otherwise() == null ? null : value(target, values, rule.otherwise(), "otherwise"),
                rule.empty() == null ? null : value(target, values, rule.empty(), "empty"),
                pseudonym,
                rule.separator() == null ? null : MappingReader.separator(rule.separator()),
                target.schema(),
                reader);
        return new FieldSource.Column(target, rule.column(), cell);
    }

    private Pattern capture(FieldTarget target, String regex) throws MappingException {
        try {
            return regex == null ? null : Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw problem("must be a regular expression: " + e.getDescription(), "fields", target.path(), "capture");
        }
    }

    private JsonNode value(FieldTarget target, ValueChecker values, JsonNode value, String... keys)
            throws MappingException {
        Converted checked = values.check(value);
        if (checked.rule() != null) {
            List<String> path = new ArrayList<>(List.of("fields", target.path()));
            path.addAll(List.of(keys));
            throw problem(checked.rule(), path.toArray(String[]::new));
        }
        return checked.value();
    }

    private void requireRequired(Map<String, FieldTarget> targets, EventKind kind) throws MappingException {
        List<String> missing = targets.values().stream()
                .filter(target -> target.required() && !document.fields().containsKey(target.path()))
                .map(FieldTarget::path)
                .toList();
        if (!missing.isEmpty()) {
            throw new MappingException(
                    file,
                    lines.of("fields"),
                    "key fields lacks " + String.join(", ", missing) + ", without which there is no "
                            + kind.schema().getName());
        }
    }

    private MappingException problem(String rule, String... keys) {
        return new MappingException(file, lines.of(keys), "key " + String.join(".", keys) + " " + rule);
    }
}
