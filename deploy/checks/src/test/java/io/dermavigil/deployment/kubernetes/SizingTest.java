package io.dermavigil.deployment.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page shows what the script says, so that one cannot be changed without the other. */
class SizingTest {

    private static final Path DEPLOY = Path.of(System.getProperty("deploy.folder"));

    @ParameterizedTest
    @CsvSource({"10, 1", "1000, 2", "100000, 3"})
    void thePageShowsWhatTheEstimateSays(String clinics, int column) throws Exception {
        String document = Files.readString(DEPLOY.resolve("../docs/sizing.md"));
        String page = document.substring(document.indexOf("\n## Result\n"));
        for (String line : estimate(clinics).lines().toList()) {
            String what = line.substring(0, 28).strip();
            String row = page.lines()
                    .filter(candidate -> candidate.startsWith("| " + what + " |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no row " + what));
            assertThat(row.split("\\|")[column + 1].strip().replace(",", ""))
                    .as("%s of %s clinics", what, clinics)
                    .isEqualTo(line.substring(28).strip());
        }
    }

    private static String estimate(String clinics) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(DEPLOY.resolve("sizing/estimate").toString(), clinics)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return text;
    }
}
