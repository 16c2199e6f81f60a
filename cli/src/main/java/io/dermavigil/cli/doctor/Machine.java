package io.dermavigil.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Examines what the machine offers: Java, memory, disk and the temporary folder. */
final class Machine {

    static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;
    private static final int JAVA = 17;
    private static final long STACK_HEAP = 1_200 * MIB;
    private static final long STACK_MEMORY = 2_500 * MIB;
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private Machine() {}

    static Verdict java(int feature, String version) {
        return feature >= JAVA
                ? Verdict.ok("java", version)
                : Verdict.fail("java", version, "install JDK 17 or later and point JAVA_HOME at it");
    }

    static Verdict heap(long maximum) {
        String finding = "up to " + maximum / MIB + " MiB";
        return maximum >= STACK_HEAP
                ? Verdict.ok("heap", finding)
                : Verdict.warn(
                        "heap", finding, "the local stack wants 1700 MiB: start it by ./dermavigil, or with -Xmx1700m");
    }

    static Verdict memory(long available) {
        String finding = available / MIB + " MiB available";
        return available >= STACK_MEMORY
                ? Verdict.ok("memory", finding)
                : Verdict.warn(
                        "memory", finding, "the local stack takes up to 2500 MiB: end other programs, or add memory");
    }

    /** Memory that could be had without swapping. */
    static long availableMemory() throws IOException {
        if (Files.exists(MEMINFO)) {
            try (Stream<String> lines = Files.lines(MEMINFO)) {
                return lines.filter(line -> line.startsWith("MemAvailable:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                        .findFirst()
                        .orElseGet(Machine::freeMemory);
            }
        }
        return freeMemory();
    }

    private static long freeMemory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getFreeMemorySize();
    }

    static Verdict disk(Path folder, long usable) {
        String finding = "%.1f GiB free for %s".formatted((double) usable / GIB, folder);
        if (usable < GIB) {
            return Verdict.fail("disk", finding, "free some space, or keep the data elsewhere with --data DIR");
        }
        return usable < 5 * GIB
                ? Verdict.warn("disk", finding, "clinic events are kept for ever: plan for 1 GiB a million sessions")
                : Verdict.ok("disk", finding);
    }

    static Verdict temporaryFolder(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "dermavigil-doctor-", ""));
            return Verdict.ok("temp folder", folder + " can be written");
        } catch (IOException e) {
            return Verdict.fail(
                    "temp folder",
                    folder + " cannot be written",
                    "make it writable, or choose another: DERMAVIGIL_OPTS=-Djava.io.tmpdir=DIR");
        }
    }
}
