package io.dermavigil.cli.monitor;

import static org.awaitility.Awaitility.await;

import io.dermavigil.cli.Dermavigil;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command at work on a thread of this process, and what it serves. */
public final class RunningMonitor implements AutoCloseable {

    private static final Pattern SERVING = Pattern.compile("serving (http://\\S+)/metrics");

    private final StringWriter err = new StringWriter();
    private final Thread thread;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    private volatile int exitCode = -1;

    private RunningMonitor(String... args) {
        thread = new Thread(() -> exitCode = Dermavigil.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(args));
        thread.start();
        await().until(() -> SERVING.matcher(err.toString()).find() || !thread.isAlive());
        Matcher serving = SERVING.matcher(err.toString());
        if (!serving.find()) {
            throw new AssertionError("the monitor ended with " + exitCode + ": " + err);
        }
        address = serving.group(1);
    }

    /** Starts a monitor of a broker, on a free port. */
    public static RunningMonitor of(String bootstrap, String... more) {
        List<String> args =
                new ArrayList<>(List.of("monitor", "--port", "0", "--interval", "1", "--bootstrap", bootstrap));
        args.addAll(List.of(more));
        return new RunningMonitor(args.toArray(String[]::new));
    }

    /** The series of one scrape by name and labels, as Prometheus reads them; none of the comments. */
    Map<String, Double> scrape() {
        Map<String, Double> series = new TreeMap<>();
        get("/metrics").body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            series.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return series;
    }

    /** One GET, which must be answered within a time in which no broker could be asked in vain. */
    HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What a series says; 0 when it is not there. */
    public double value(String series) {
        return scrape().getOrDefault(series, 0.0);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (exitCode != 0) {
            throw new AssertionError("the monitor ended with " + exitCode + ": " + err);
        }
    }
}
