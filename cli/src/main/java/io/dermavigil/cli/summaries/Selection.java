package io.dermavigil.cli.summaries;

import io.dermavigil.cli.tables.Output;
import io.dermavigil.events.Condition;
import io.dermavigil.events.Setting;
import io.dermavigil.events.SkinType;
import io.dermavigil.schemas.accounts.AccountKey;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which accounts are shown, and how. */
final class Selection {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--period",
            paramLabel = "PERIOD",
            defaultValue = "total",
            converter = ShownPeriod.Converter.class,
            description = "total, monthly or a month such as 2026-03, by date of treatment (default: total).")
    private ShownPeriod period;

    @Option(names = "--condition", paramLabel = "C", description = "Only this condition: ${COMPLETION-CANDIDATES}.")
    private Condition condition;

    @Option(names = "--skin-type", paramLabel = "T", description = "Only this skin type: ${COMPLETION-CANDIDATES}.")
    private SkinType skinType;

    @Option(
            names = "--by",
            paramLabel = "CUT",
            defaultValue = "stratum",
            description =
                    "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); a stratum is a condition and a skin type.")
    private Cut by;

    @Option(
            names = "--setting",
            paramLabel = "S",
            defaultValue = "CLINIC",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); they are never pooled.")
    private Setting setting;

    @Option(names = "--include-empty", description = "Show accounts without sessions, and strata without data.")
    private boolean includeEmpty;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output;

    /** Refuses filters that the cut does not have. */
    void check() {
        if (condition != null && !by.hasCondition()) {
            throw misfit("--condition", "stratum, condition or clinic-stratum");
        }
        if (skinType != null && !by.hasSkinType()) {
            throw misfit("--skin-type", "stratum, skin-type or clinic-stratum");
        }
    }

    private ParameterException misfit(String option, String cuts) {
        CommandLine command = spec.commandLine();
        return new ParameterException(command, option + " needs --by " + cuts + ", not " + by);
    }

    /** Whether an account is shown. */
    boolean shows(AccountKey account) {
        return account.grouping() == by.grouping()
                && period.shows(account.month())
                && account.setting() == setting
                && (condition == null || account.condition() == condition)
                && (skinType == null || account.skinType() == skinType);
    }

    ShownPeriod period() {
        return period;
    }

    Cut by() {
        return by;
    }

    Setting setting() {
        return setting;
    }

    boolean includeEmpty() {
        return includeEmpty;
    }

    Output output() {
        return output;
    }

    /** What is shown, as the end of a title. */
    String title() {
        return "by " + by + ", setting " + setting + ", " + period;
    }
}
