package io.dermavigil.ingest.rows;

/**
 * A rule that a row breaks. Carries no value of the row, so it may be shown and logged.
 *
 * @param column column of the file, or null when no single column is to blame
 * @param field path of the event's field, or null when the row could not be read at all
 * @param rule what must hold there
 */
public record RowProblem(String column, String field, String rule) {

    /** For people: {@code column Datum (treatedOn): must be a date}. */
    public String text() {
        if (field == null) {
            return "the row " + rule;
        }
        return column == null || column.equals(field)
                ? field + ": " + rule
                : "column " + column + " (" + field + "): " + rule;
    }
}
