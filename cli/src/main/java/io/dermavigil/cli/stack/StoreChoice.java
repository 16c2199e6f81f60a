package io.dermavigil.cli.stack;

import io.dermavigil.serving.release.ReleaseCalendar;
import io.dermavigil.serving.release.ThresholdChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a stack has its store for people, and where it answers them.
 *
 * @param wanted whether it has one
 * @param jdbcUrl database on a server that runs elsewhere; null for a server of the stack's own
 * @param user owner of that database
 * @param passwordFile file with the owner's password; null when the server asks for none
 * @param dashboardPort port of the dashboard; 0 for any free one
 * @param calendar when releases are made
 * @param threshold below which number of patients they hide
 */
record StoreChoice(
        boolean wanted,
        String jdbcUrl,
        String user,
        Path passwordFile,
        int dashboardPort,
        ReleaseCalendar calendar,
        ThresholdChoice threshold) {

    /** No store. */
    static final StoreChoice NONE = of(false, null, null, null, 0);
    /** A server of the stack's own, in its data folder. */
    static final StoreChoice EMBEDDED = of(true, null, null, null, 0);

    /** With a release a month. */
    static StoreChoice of(boolean wanted, String jdbcUrl, String user, Path passwordFile, int dashboardPort) {
        return new StoreChoice(
                wanted, jdbcUrl, user, passwordFile, dashboardPort, ReleaseCalendar.MONTHLY, ThresholdChoice.AS_BEFORE);
    }

    /** The same store with other releases. */
    StoreChoice releasing(ReleaseCalendar when, ThresholdChoice below) {
        return new StoreChoice(wanted, jdbcUrl, user, passwordFile, dashboardPort, when, below);
    }

    /** The same choice as options of a command line. */
    List<String> arguments() {
        if (!wanted) {
            return List.of("--no-serving");
        }
        List<String> arguments = new ArrayList<>();
        if (jdbcUrl != null) {
            arguments.addAll(List.of("--store", jdbcUrl, "--store-user", user));
        }
        if (passwordFile != null) {
            arguments.addAll(List.of("--store-password-file", passwordFile.toString()));
        }
        if (dashboardPort != 0) {
            arguments.addAll(List.of("--dashboard-port", Integer.toString(dashboardPort)));
        }
        arguments.addAll(List.of("--release-calendar", calendar.name().toLowerCase(Locale.ROOT)));
        threshold
                .wanted()
                .ifPresent(rule -> arguments.addAll(List.of("--suppress-below", Integer.toString(rule.threshold()))));
        return arguments;
    }
}
