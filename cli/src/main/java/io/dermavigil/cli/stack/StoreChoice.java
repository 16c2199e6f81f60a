package io.dermavigil.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a stack has its store for people, and where it answers them.
 *
 * @param wanted whether it has one
 * @param jdbcUrl database on a server that runs elsewhere; null for a server of the stack's own
 * @param user owner of that database
 * @param passwordFile file with the owner's password; null when the server asks for none
 * @param dashboardPort port of the dashboard; 0 for any free one
 */
record StoreChoice(boolean wanted, String jdbcUrl, String user, Path passwordFile, int dashboardPort) {

    /** No store. */
    static final StoreChoice NONE = new StoreChoice(false, null, null, null, 0);
    /** A server of the stack's own, in its data folder. */
    static final StoreChoice EMBEDDED = new StoreChoice(true, null, null, null, 0);

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
        return arguments;
    }
}
