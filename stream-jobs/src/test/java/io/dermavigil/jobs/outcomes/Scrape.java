package io.dermavigil.jobs.outcomes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Flink's Prometheus reporter served at one time. */
record Scrape(List<Series> series) {

    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    record Series(String name, Map<String, String> labels, double value) {}

    static Scrape of(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                .build();
        try {
            String body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            return new Scrape(body.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Scrape::series)
                    .toList());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Series series(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("no series: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return new Series(parts.group(1), labels, Double.parseDouble(parts.group(3)));
    }

    Set<String> names() {
        return series.stream().map(Series::name).collect(Collectors.toSet());
    }

    /** Series of a metric that carry the labels, which are name and value by turns. */
    List<Series> of(String name, String... labels) {
        List<Series> found = new ArrayList<>();
        for (Series one : series) {
            boolean fits = one.name().equals(name);
            for (int i = 0; i < labels.length; i += 2) {
                fits = fits && labels[i + 1].equals(one.labels().get(labels[i]));
            }
            if (fits) {
                found.add(one);
            }
        }
        return found;
    }

    /** Sum over the subtasks. */
    double sum(String name, String... labels) {
        return of(name, labels).stream().mapToDouble(Series::value).sum();
    }
}
