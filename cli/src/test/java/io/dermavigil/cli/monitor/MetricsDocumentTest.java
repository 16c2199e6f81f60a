package io.dermavigil.cli.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} lists what the monitor serves: names, types and labels, no more and no less. */
class MetricsDocumentTest {

    @Test
    void theTablesAreThoseOfTheMonitor() throws IOException {
        String document = Files.readString(Path.of("../docs/metrics.md"));
        List<String> documented = Pattern.compile("(?m)^\\| `(dermavigil_\\w+)` \\| (\\w+) \\| ([^|]*)\\|")
                .matcher(document)
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " "
                        + row.group(3).replace("`", "").replace(" ", ""))
                .toList();
        List<String> served = Arrays.stream(MonitorMetric.values())
                .map(metric -> metric.servedName() + " " + metric.kind().name().toLowerCase(Locale.ROOT) + " "
                        + String.join(",", metric.labels()))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(served);
    }
}
