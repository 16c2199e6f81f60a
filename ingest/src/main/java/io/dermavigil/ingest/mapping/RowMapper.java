package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dermavigil.ingest.pseudonyms.Pseudonyms;
import io.dermavigil.ingest.reading.SourceRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@link ColumnMapping} tied to the columns of one file. Not thread-safe. */
public final class RowMapper {

    private static final String CLINIC_ID = "clinicId";

    private record Bound(FieldSource source, int position) {}

    private final List<Bound> bound;
    private final Map<String, String> columns = new HashMap<>();
    private final Set<String> groupsOfConstants = new HashSet<>();
    private final String idDomain;
    private final Pseudonyms pseudonyms;

    RowMapper(ColumnMapping mapping, Map<String, Integer> positions, Pseudonyms pseudonyms) {
        this.idDomain = mapping.idDomain();
        this.pseudonyms = pseudonyms;
        Set<String> groupsOfColumns = new HashSet<>();
        List<Bound> fields = new ArrayList<>();
        for (FieldSource source : mapping.sources()) {
            if (source instanceof FieldSource.Column column) {
                fields.add(new Bound(source, positions.get(column.column())));
                columns.put(source.target().path(), column.column());
                groupsOfColumns.add(source.target().group());
            } else {
                fields.add(new Bound(source, -1));
                groupsOfConstants.add(source.target().group());
            }
        }
        groupsOfConstants.removeAll(groupsOfColumns);
        // The clinic comes first, because it is the domain of the pseudonyms.
        fields.sort(Comparator.comparing(field -> !field.source.target().path().equals(CLINIC_ID)));
        this.bound = List.copyOf(fields);
    }

    /** The column that fills a field, or null when none does. */
    public String columnOf(String field) {
        int index = field.indexOf('[');
        return columns.get(index < 0 ? field : field.substring(0, index));
    }

    /** Reads a row; all problems at once. */
    public MappedRow map(SourceRow.Cells row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<CellProblem> problems = new ArrayList<>(0);
        Set<String> groups = new HashSet<>(groupsOfConstants);
        for (Bound field : bound) {
            FieldTarget target = field.source.target();
            Converted converted = read(field, row, object);
            if (converted.rule() != null) {
                problems.add(new CellProblem(target.path(), converted.rule()));
            } else if (converted.value() != null) {
                put(object, target, converted.value());
            }
            if (target.group() != null
                    && field.position >= 0
                    && !row.cells().get(field.position).isBlank()) {
                groups.add(target.group());
            }
        }
        removeUnsaid(object, groups);
        return new MappedRow(object, problems);
    }

    private Converted read(Bound field, SourceRow.Cells row, ObjectNode object) {
        if (field.source instanceof FieldSource.Constant constant) {
            return Converted.to(constant.value());
        }
        if (row.isDamaged(field.position)) {
            return Converted.broken("must be in the file's character set");
        }
        CellRule rule = ((FieldSource.Column) field.source).rule();
        Converted converted = rule.read(row.cells().get(field.position));
        return rule.pseudonym() && converted.value() != null
                ? pseudonym(field.source.target(), converted.value().asText(), object)
                : converted;
    }

    private Converted pseudonym(FieldTarget target, String id, ObjectNode object) {
        JsonNode clinic = object.get(CLINIC_ID);
        String domain = idDomain != null ? idDomain : clinic == null ? "" : clinic.asText();
        return domain.isEmpty()
                ? Converted.broken("needs a clinicId, within which the id is unique")
                : Converted.to(TextNode.valueOf(pseudonyms.of(target.path(), domain, id)));
    }

    private static void put(ObjectNode object, FieldTarget target, JsonNode value) {
        ObjectNode owner = target.group() == null ? object : object.withObjectProperty(target.group());
        owner.set(target.name(), value);
    }

    /** A device, screening or aftercare of which no cell says anything was not recorded; constants alone do not make one up. */
    private void removeUnsaid(ObjectNode object, Set<String> groups) {
        for (Bound field : bound) {
            String group = field.source.target().group();
            if (group != null && !groups.contains(group)) {
                object.remove(group);
            }
        }
    }
}
