package io.dermavigil.serving.rest;

import io.dermavigil.serving.ServingProcess;
import io.dermavigil.serving.rest.guard.Gate;
import io.dermavigil.serving.rest.guard.RequestCheck;
import io.dermavigil.serving.rest.guard.SecurityHeaders;
import io.dermavigil.serving.rest.listings.Readers;
import io.dermavigil.serving.rest.problems.ProblemAnswers;
import io.dermavigil.serving.rest.service.ProcessState;
import io.dermavigil.serving.rest.service.ServiceState;
import io.dermavigil.serving.rest.stream.AccountChanges;
import io.dermavigil.serving.tokens.SignIn;
import io.dermavigil.serving.tokens.Tokens;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The REST interface and the dashboard's files, listening. */
public final class RestServer implements AutoCloseable {

    private static final String DASHBOARD = "/dashboard";

    private final RestConfig config;
    private final AccountChanges changes;
    private final Javalin javalin;

    private RestServer(RestConfig config, AccountChanges changes, Javalin javalin) {
        this.config = config;
        this.changes = changes;
        this.javalin = javalin;
    }

    /**
     * Starts to listen.
     *
     * @param config where and how
     * @param readers connections for questions
     * @param writer connections of the role {@code dermavigil_writer}, for tokens and sessions only
     * @param state what the process knows about itself
     * @throws ListenException when the address is taken or none of this machine, or the certificate cannot be used
     */
    public static RestServer start(RestConfig config, Readers readers, Jdbi writer, ServiceState state) {
        var changes = new AccountChanges(readers, config.streams(), config.streamsOfOne(), config.heartbeat());
        var routes = new Routes(
                readers, new Gate(new Tokens(writer), new SignIn(writer)), state, changes, Clock.systemUTC());
        try {
            Javalin javalin = Javalin.create(settings -> configure(settings, config, routes));
            javalin.start();
            return new RestServer(config, changes, javalin);
        } catch (JavalinException e) {
            changes.close();
            throw new ListenException(
                    e instanceof JavalinBindException
                            ? "port " + config.port() + " on " + config.host() + " is taken"
                            : "the server cannot listen on " + config.host() + ":" + config.port() + ": "
                                    + rootReason(e),
                    e);
        } catch (RuntimeException e) {
            changes.close();
            throw e;
        }
    }

    /**
     * Starts to listen on a process that fills the store, and tells readers of its commits.
     *
     * @param config where and how
     * @param process the process, which stays open
     * @param version version of the program
     * @throws ListenException when the address is taken or none of this machine, or the certificate cannot be used
     */
    public static RestServer start(RestConfig config, ServingProcess process, String version) {
        RestServer server = start(
                config,
                new Readers(process.store().safety(), process.store().analyst()),
                process.store().writer(),
                new ProcessState(process, version));
        process.onChange(server.changes()::committed);
        return server;
    }

    private static String rootReason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** The address for a browser on this machine. */
    public String url() {
        return (config.tls().isPresent() ? "https" : "http") + "://"
                + (config.host().equals("0.0.0.0") ? "127.0.0.1" : config.host()) + ":" + port();
    }

    /** Where the materializer tells which accounts a commit changed. */
    public AccountChanges changes() {
        return changes;
    }

    /** Ends every connection. */
    @Override
    public void close() {
        changes.close();
        javalin.stop();
    }

    private static void configure(JavalinConfig settings, RestConfig config, Routes routes) {
        settings.startup.showJavalinBanner = false;
        settings.startup.showOldJavalinVersionWarning = false;
        settings.startup.startupWatcherEnabled = false;
        settings.http.prefer405over404 = true;
        settings.http.maxRequestSize = 64 * 1024;
        settings.http.asyncTimeout = 0;
        settings.jetty.modifyServer(server -> {
            server.setErrorHandler(new ErrorPages());
            server.setStopTimeout(0);
        });
        settings.jetty.addConnector((server, http) -> Connectors.of(config, server, http));
        settings.requestLogger.http(RequestLog::log);
        if (RestServer.class.getResource(DASHBOARD + "/index.html") != null) {
            settings.staticFiles.add(files -> {
                files.directory = DASHBOARD;
                files.location = Location.CLASSPATH;
                // the library's own max-age would replace it, and a new version's pages might meet an older one's
                // script
                files.headers = Map.of("Cache-Control", SecurityHeaders.CACHE_CONTROL);
            });
        }
        settings.routes.before(new RequestCheck(config.hostNames())::check);
        ProblemAnswers.register(settings.routes);
        routes.register(settings.routes);
    }
}
