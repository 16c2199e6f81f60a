package io.dermavigil.ingest.mapping;

import io.dermavigil.ingest.pseudonyms.Pseudonyms;
import io.dermavigil.ingest.reading.CsvFormat;
import io.dermavigil.schemas.events.EventKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the columns of a file become the fields of one kind of event. Immutable. */
public final class ColumnMapping {

    /** Columns of a rejects file that say why; a repaired rejects file may still carry them. */
    public static final String REJECT_PREFIX = "reject.";

    private static final String PATIENT_ID = "patientId";

    private final EventKind kind;
    private final CsvFormat format;
    private final String idDomain;
    private final List<FieldSource> sources;

    ColumnMapping(EventKind kind, CsvFormat format, String idDomain, List<FieldSource> sources) {
        this.kind = kind;
        this.format = format;
        this.idDomain = idDomain;
        this.sources = List.copyOf(sources);
    }

    /**
     * The mapping of a file whose columns are named like the fields of EVENTS ({@code device.model}); {@code patientId}
     * is turned into a patient key, columns of a rejects file are ignored.
     *
     * @param idDomain domain of patient ids; null for the clinic
     * @throws WrongColumnsException when a column is no field
     */
    public static ColumnMapping byFieldNames(EventKind kind, List<String> header, String idDomain)
            throws WrongColumnsException {
        Map<String, FieldTarget> targets = FieldTarget.of(kind);
        List<FieldSource> sources = new ArrayList<>();
        List<Integer> unknown = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String column = header.get(i);
            boolean patientId = column.equals(PATIENT_ID);
            FieldTarget target = targets.get(patientId ? Pseudonyms.PATIENT : column);
            if (target != null) {
                sources.add(new FieldSource.Column(target, column, plain(target, patientId)));
            } else if (!column.startsWith(REJECT_PREFIX)) {
                unknown.add(i + 1);
            }
        }
        WrongColumnsException.throwUnless(unknown.isEmpty(), kind, unknown);
        if (header.contains(PATIENT_ID) && header.contains(Pseudonyms.PATIENT)) {
            throw new WrongColumnsException("columns patientId and patientKey exclude each other");
        }
        return new ColumnMapping(kind, CsvFormat.STANDARD, idDomain, sources);
    }

    private static CellRule plain(FieldTarget target, boolean pseudonym) {
        return new CellRule(
                null,
                Map.of(),
                null,
                null,
                pseudonym,
                MappingReader.separator(","),
                target.schema(),
                new CellReader(Notation.STANDARD));
    }

    /** Kind of event that the rows become. */
    public EventKind kind() {
        return kind;
    }

    /** How the file is written. */
    public CsvFormat format() {
        return format;
    }

    /** Whether every row gets its {@code recordedAt} from the mapping, empty cells apart. */
    public boolean setsRecordedAt() {
        return sources.stream().anyMatch(source -> source.target().path().equals("recordedAt"));
    }

    /** Domain of ids; null for the clinic of the row. */
    String idDomain() {
        return idDomain;
    }

    List<FieldSource> sources() {
        return sources;
    }

    /**
     * Ties the mapping to a file.
     *
     * @param header the file's columns
     * @param pseudonyms makes pseudonyms of ids
     * @throws WrongColumnsException when the file lacks a column that the mapping reads
     */
    public RowMapper bind(List<String> header, Pseudonyms pseudonyms) throws WrongColumnsException {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            positions.put(header.get(i), i);
        }
        Set<String> missing = new HashSet<>();
        for (FieldSource source : sources) {
            if (source instanceof FieldSource.Column column && !positions.containsKey(column.column())) {
                missing.add(column.column());
            }
        }
        if (!missing.isEmpty()) {
            throw new WrongColumnsException("lacks the columns "
                    + String.join(", ", missing.stream().sorted().toList())
                    + ", which the mapping reads. Are delimiter and character set right?");
        }
        return new RowMapper(this, positions, pseudonyms);
    }
}
