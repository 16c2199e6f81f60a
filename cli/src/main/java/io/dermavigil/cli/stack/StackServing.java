package io.dermavigil.cli.stack;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.Dermavigil;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.serving.ServingConfig;
import io.dermavigil.serving.ServingProcess;
import io.dermavigil.serving.materializer.MaterializerConfig;
import io.dermavigil.serving.rest.ListenException;
import io.dermavigil.serving.rest.RestConfig;
import io.dermavigil.serving.rest.RestServer;
import io.dermavigil.serving.store.EmbeddedStore;
import io.dermavigil.serving.store.StoreConfig;
import io.dermavigil.serving.store.StoreException;
import io.dermavigil.serving.store.StoreLogin;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The part of a stack that serves people. Its server is started while the broker is. */
final class StackServing implements AutoCloseable {

    private final StoreChoice choice;
    private final DataFolder data;
    private final CompletableFuture<EmbeddedStore> server;
    private ServingProcess process;
    private RestServer rest;

    private StackServing(StoreChoice choice, DataFolder data) {
        this.choice = choice;
        this.data = data;
        this.server = choice.wanted() && choice.jdbcUrl() == null
                ? CompletableFuture.supplyAsync(() -> EmbeddedStore.start(data.store()))
                : CompletableFuture.completedFuture(null);
    }

    /** Begins to start the server, where the stack has one of its own. */
    static StackServing prepare(StoreChoice choice, DataFolder data) {
        return new StackServing(choice, data);
    }

    /**
     * Starts to follow the topics.
     *
     * @throws CommandFailure when the store cannot be used
     */
    void start(String bootstrap) {
        if (!choice.wanted()) {
            return;
        }
        try {
            process = ServingProcess.start(ServingConfig.of(config(), MaterializerConfig.of(bootstrap))
                    .releasing(choice.calendar(), choice.threshold()));
            rest = RestServer.start(RestConfig.loopback(choice.dashboardPort()), process, Dermavigil.VERSION);
        } catch (CompletionException | StoreException e) {
            Throwable cause = e instanceof CompletionException ? e.getCause() : e;
            throw new CommandFailure(
                    ExitCode.FAILED, cause.getMessage() + ". To run the stack without a store: --no-serving", cause);
        } catch (ListenException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    e.getMessage() + "; give the dashboard another port with --dashboard-port, or leave that out",
                    e);
        }
    }

    private StoreConfig config() {
        EmbeddedStore own = server.join();
        return own != null
                ? own.config()
                : StoreConfig.of(
                        choice.jdbcUrl(),
                        new StoreLogin(choice.user(), choice.passwordFile()),
                        data.store().resolve("passwords"));
    }

    /** JDBC address of the store, without user and password; null when there is none. */
    String jdbcUrl() {
        return process == null ? null : process.store().jdbcUrl();
    }

    /** Address of the dashboard; null when there is none. */
    String dashboard() {
        return rest == null ? null : rest.url();
    }

    /** Stops answering, then following, then the server. */
    @Override
    public void close() {
        if (rest != null) {
            rest.close();
        }
        if (process != null) {
            process.close();
        }
        server.handle((own, failure) -> own)
                .thenAccept(own -> {
                    if (own != null) {
                        own.close();
                    }
                })
                .join();
    }
}
