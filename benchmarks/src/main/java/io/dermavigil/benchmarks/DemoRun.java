package io.dermavigil.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What one run of the demo took. Times count from the moment at which the stack began to start, taken from the clock of
 * this process when the lines of the demo arrive.
 *
 * @param sessions sessions simulated
 * @param events events published
 * @param stackSeconds until the broker and the job ran
 * @param publishedSeconds until every event was acknowledged
 * @param settledSeconds from the first event to the summaries that contain them all
 * @param tablesSeconds until the tables were printed
 * @param cpuSeconds processor time of the whole process
 * @param peakMiB highest resident memory of the process
 */
record DemoRun(
        long sessions,
        long events,
        double stackSeconds,
        double publishedSeconds,
        double settledSeconds,
        double tablesSeconds,
        double cpuSeconds,
        long peakMiB) {

    private static final Pattern PUBLISHED = Pattern.compile("published ([0-9,]+) events.*");
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    /** Events acknowledged per second of publishing. */
    double eventsPerSecond() {
        return events / (publishedSeconds - stackSeconds);
    }

    /**
     * Runs the demo once.
     *
     * @param launcher the launcher of a checkout that is built
     * @throws IllegalStateException when the demo fails, or says other things than this version expects
     */
    static DemoRun measure(Path launcher, int sessions) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("dermavigil-benchmark");
        Process demo = new ProcessBuilder(List.of(
                        launcher.toString(),
                        "demo",
                        "--once",
                        "--sessions",
                        Integer.toString(sessions),
                        "--data",
                        data.resolve("data").toString()))
                .redirectOutput(data.resolve("tables.txt").toFile())
                .start();
        try {
            return watch(demo, sessions);
        } finally {
            demo.destroyForcibly();
            delete(data);
        }
    }

    private static DemoRun watch(Process demo, int sessions) throws IOException, InterruptedException {
        long start = 0;
        double stack = 0;
        double published = 0;
        double settled = 0;
        double tables = 0;
        long events = 0;
        long peak = 0;
        double cpu = 0;
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(demo.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append(System.lineSeparator());
                double now = (System.nanoTime() - start) / 1e9;
                Matcher publishedLine = PUBLISHED.matcher(line);
                if (line.startsWith("starting a stack")) {
                    start = System.nanoTime();
                } else if (line.startsWith("the stack runs")) {
                    stack = now;
                } else if (publishedLine.matches()) {
                    published = now;
                    events = Long.parseLong(publishedLine.group(1).replace(",", ""));
                } else if (line.startsWith("the summaries contain everything")) {
                    settled = now;
                } else if (line.startsWith("stopping")) {
                    tables = now;
                    peak = peakMiB(demo.pid());
                    cpu = demo.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
                }
            }
        }
        if (demo.waitFor() != 0 || events == 0 || settled == 0 || tables == 0) {
            throw new IllegalStateException("the demo did not go as expected:\n" + said);
        }
        return new DemoRun(sessions, events, stack, published, settled - stack, tables, cpu, peak);
    }

    private static long peakMiB(long pid) throws IOException {
        Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        return peak.find() ? Long.parseLong(peak.group(1)) / 1024 : 0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
