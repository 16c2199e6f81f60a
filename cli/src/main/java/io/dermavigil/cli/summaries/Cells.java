package io.dermavigil.cli.summaries;

import io.dermavigil.cli.tables.TextTable;
import io.dermavigil.schemas.accounts.AccountKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How accounts and numbers are written in cells. */
final class Cells {

    /** Names of the CSV columns that every row starts with. */
    static final List<String> ACCOUNT_CSV_HEADER = List.of(
            "grouping", "period", "setting", "condition", "skinType", "clinicId", "deviceModel", "cartridgeLot");

    private static final String NONE = "-";

    private Cells() {}

    /** Starts a table with the columns by which the selected accounts differ. */
    static TextTable table(Selection selection) {
        TextTable table = new TextTable();
        switch (selection.by()) {
            case CHAIN -> table.left("chain");
            case CLINIC -> table.left("clinic");
            case LOT -> table.left("device model").left("lot");
            case CONDITION -> table.left("condition");
            case SKIN_TYPE -> table.left("skin");
            case STRATUM -> table.left("condition").left("skin");
            case CLINIC_STRATUM -> table.left("clinic").left("condition").left("skin");
        }
        return selection.period().monthly() ? table.left("month") : table;
    }

    /** The cells for the columns of {@link #table}. */
    static List<String> account(Selection selection, AccountKey account) {
        List<String> cells = new ArrayList<>();
        switch (selection.by()) {
            case CHAIN -> cells.add("all");
            case CLINIC -> cells.add(account.clinicId());
            case LOT -> cells.addAll(List.of(account.model() == null ? NONE : account.model(), account.lot()));
            case CONDITION -> cells.add(account.condition().name());
            case SKIN_TYPE -> cells.add(account.skinType().name());
            case STRATUM ->
                cells.addAll(
                        List.of(account.condition().name(), account.skinType().name()));
            case CLINIC_STRATUM ->
                cells.addAll(List.of(
                        account.clinicId(),
                        account.condition().name(),
                        account.skinType().name()));
        }
        if (selection.period().monthly()) {
            cells.add(account.month().toString());
        }
        return cells;
    }

    /** The cells for {@link #ACCOUNT_CSV_HEADER}. */
    static List<String> csv(AccountKey account) {
        return List.of(
                account.grouping().name(),
                account.month() == null ? "ALL" : account.month().toString(),
                account.setting().name(),
                text(account.condition()),
                text(account.skinType()),
                text(account.clinicId()),
                text(account.model()),
                text(account.lot()));
    }

    /** A value of a CSV row; empty for null. */
    static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    /** A count with thousands separated. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A rate and its interval in percent, such as {@code 2.9 (1.7-5.0)}. */
    static String percent(Double rate, Double low, Double high) {
        return rate == null ? NONE : String.format(Locale.ROOT, "%.1f (%.1f-%.1f)", 100 * rate, 100 * low, 100 * high);
    }

    /** A mean with two digits. */
    static String mean(Double mean) {
        return mean == null ? NONE : String.format(Locale.ROOT, "%.2f", mean);
    }
}
