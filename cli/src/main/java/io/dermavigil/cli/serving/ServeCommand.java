package io.dermavigil.cli.serving;

import io.dermavigil.cli.BrokerOptions;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.Dermavigil;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.RegistryOption;
import io.dermavigil.cli.reading.Connection;
import io.dermavigil.cli.releases.ReleaseOptions;
import io.dermavigil.serving.ServingConfig;
import io.dermavigil.serving.ServingProcess;
import io.dermavigil.serving.materializer.MaterializerConfig;
import io.dermavigil.serving.rest.ListenException;
import io.dermavigil.serving.rest.RestConfig;
import io.dermavigil.serving.rest.RestServer;
import io.dermavigil.serving.store.StoreConfig;
import io.dermavigil.serving.store.StoreException;
import io.dermavigil.serving.store.StoreLogin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Fills a PostgreSQL store from the topics, and answers with REST and the dashboard.",
        footer = {
            "",
            "Runs until it is stopped. A local stack does the same by itself.",
            "",
            "Example:",
            "  dermavigil serve --bootstrap broker:9092 --store jdbc:postgresql://postgres/dermavigil \\",
            "    --store-user dermavigil_owner --store-password-file owner.password --listen 0.0.0.0:8080"
        })
public final class ServeCommand implements Callable<Integer> {

    @ArgGroup(exclusive = false, multiplicity = "1")
    private BrokerOptions broker;

    @Mixin
    private RegistryOption registry;

    @Option(
            names = "--store",
            paramLabel = "URL",
            required = true,
            description = "PostgreSQL database to fill, jdbc:postgresql://HOST:PORT/DATABASE.")
    private String store;

    @Option(names = "--store-user", paramLabel = "USER", required = true, description = "Owner of that database.")
    private String storeUser;

    @Option(
            names = "--store-password-file",
            paramLabel = "FILE",
            description = "File with the owner's password (default: none is asked for).")
    private Path storePasswordFile;

    @Option(
            names = "--passwords",
            paramLabel = "DIR",
            description = "Folder with the passwords of the program's own database users; made when missing"
                    + " (default: passwords).")
    private Path passwords = Path.of("passwords");

    @Mixin
    private ListenOptions listen;

    @Mixin
    private ReleaseOptions releases;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var stopped = new CountDownLatch(1);
        RestConfig where = listen.config(spec);
        try (ServingProcess process = ServingProcess.start(config());
                RestServer rest = RestServer.start(where, process, Dermavigil.VERSION)) {
            if (ListenOptions.isPlainForOthers(where)) {
                tell("plain HTTP on " + where.host()
                        + ": let others reach it by a proxy with TLS only, or give --tls-keystore");
            }
            tell("serving " + rest.url());
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
            stopped.await();
            tell("stopped");
            return ExitCode.OK;
        } catch (InterruptedException e) {
            tell("stopped");
            return ExitCode.OK;
        } catch (ListenException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.STACK_UNREACHABLE, e.getMessage(), e);
        }
    }

    private ServingConfig config() {
        Connection connection = broker.connection();
        Map<String, String> kafka = new HashMap<>(connection.client());
        kafka.put("bootstrap.servers", connection.bootstrap());
        try {
            return ServingConfig.of(
                            StoreConfig.of(store, new StoreLogin(storeUser, storePasswordFile), passwords),
                            MaterializerConfig.of(kafka, registry::schemas))
                    .releasing(releases.calendar(), releases.threshold(spec));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--store: " + e.getMessage(), e);
        }
    }

    private void tell(String line) {
        spec.commandLine().getErr().println("dermavigil: " + line);
        spec.commandLine().getErr().flush();
    }
}
