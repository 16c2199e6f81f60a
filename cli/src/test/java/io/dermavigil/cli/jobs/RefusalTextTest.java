package io.dermavigil.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTextTest {

    @Test
    void tellsTheInnermostCause() {
        String body = """
                {"errors":["Internal server error.","<Exception on server side:\\njava.util.concurrent.CompletionException: \
                org.apache.flink.client.program.ProgramInvocationException: The main method caused an error\\n\\tat a.B.c(B.java:1)\\n\
                Caused by: java.lang.IllegalArgumentException: unknown option colour\\n\\tat a.B.d(B.java:2)\\n"]}""";
        assertThat(RefusalText.of(body)).isEqualTo("unknown option colour");
    }

    @Test
    void tellsWhatThereIsOtherwise() {
        assertThat(RefusalText.of("{\"errors\":[\"Job not found\"]}")).isEqualTo("Job not found");
        assertThat(RefusalText.of("<html>gone</html>")).isEqualTo("<html>gone</html>");
        assertThat(RefusalText.of("")).isEqualTo("no reason given");
        assertThat(RefusalText.of("x".repeat(2_000))).hasSizeLessThan(600);
    }
}
