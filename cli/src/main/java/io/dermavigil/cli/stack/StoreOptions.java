package io.dermavigil.cli.stack;

import io.dermavigil.cli.releases.ReleaseOptions;
import io.dermavigil.serving.store.StoreConfig;
import io.dermavigil.serving.store.StoreLogin;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which store a local stack fills, and where its dashboard is. */
final class StoreOptions {

    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "PostgreSQL database to fill, jdbc:postgresql://... (default: a server in the data folder).")
    private String jdbcUrl;

    @Option(names = "--store-user", paramLabel = "USER", description = "Owner of that database.")
    private String user;

    @Option(
            names = "--store-password-file",
            paramLabel = "FILE",
            description = "File with the owner's password (default: none is asked for).")
    private Path passwordFile;

    @Option(
            names = "--dashboard-port",
            paramLabel = "PORT",
            description = "Port of the dashboard on 127.0.0.1 (default: any free one).")
    private Integer dashboardPort;

    @Option(names = "--no-serving", description = "Leave the store out.")
    private boolean none;

    @Mixin
    private ReleaseOptions releases;

    /** The choice; refuses options that say nothing together. */
    StoreChoice choice(CommandSpec spec) {
        if (none && releases.isGiven()) {
            throw refused(spec, "--no-serving makes no releases");
        }
        return store(spec).releasing(releases.calendar(), releases.threshold(spec));
    }

    private StoreChoice store(CommandSpec spec) {
        if (none && (jdbcUrl != null || user != null || passwordFile != null || dashboardPort != null)) {
            throw refused(spec, "--no-serving leaves no store to choose, and no dashboard");
        }
        if (dashboardPort != null && (dashboardPort < 1 || dashboardPort > HIGHEST_PORT)) {
            throw refused(spec, "--dashboard-port must be 1..65535");
        }
        int port = dashboardPort == null ? 0 : dashboardPort;
        if (jdbcUrl == null && (user != null || passwordFile != null)) {
            throw refused(spec, "--store-user and --store-password-file need --store");
        }
        if (jdbcUrl == null) {
            return none ? StoreChoice.NONE : StoreChoice.of(true, null, null, null, port);
        }
        if (user == null) {
            throw refused(spec, "--store needs --store-user");
        }
        try {
            StoreConfig.of(jdbcUrl, new StoreLogin(user, passwordFile), Path.of(""));
        } catch (IllegalArgumentException e) {
            throw refused(spec, e.getMessage());
        }
        return StoreChoice.of(true, jdbcUrl, user, passwordFile == null ? null : passwordFile.toAbsolutePath(), port);
    }

    private static ParameterException refused(CommandSpec spec, String rule) {
        return new ParameterException(spec.commandLine(), rule);
    }
}
