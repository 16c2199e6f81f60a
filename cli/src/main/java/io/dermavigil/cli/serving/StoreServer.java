package io.dermavigil.cli.serving;

import io.dermavigil.serving.store.StoreLogin;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that name a store on a server that runs elsewhere. */
public final class StoreServer {

    @Option(
            names = "--store",
            paramLabel = "URL",
            required = true,
            description = "PostgreSQL that serves as store, jdbc:postgresql://HOST:PORT/DATABASE.")
    private String url;

    @Option(
            names = "--store-user",
            paramLabel = "USER",
            required = true,
            description = "User of that database; tokens and erasures need its owner.")
    private String user;

    @Option(
            names = "--store-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the user's password; without it none is sent.")
    private Path passwordFile;

    /** Address of the database, as it was given. */
    public String url() {
        return url;
    }

    /** Who uses it. */
    public StoreLogin login() {
        return new StoreLogin(user, passwordFile);
    }
}
