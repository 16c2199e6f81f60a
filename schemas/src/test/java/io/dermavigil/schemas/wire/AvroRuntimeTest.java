package io.dermavigil.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dermavigil.events.Device;
import io.dermavigil.events.EventId;
import io.dermavigil.events.Setting;
import io.dermavigil.events.Technique;
import io.dermavigil.schemas.events.EventKind;
import io.dermavigil.summaries.ReactionCounts;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroRuntimeTest {

    @ParameterizedTest
    @ValueSource(strings = {"wire", "json"})
    void aProcessWithNothingButItsClassPathReadsAndWrites(String first) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        java.toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProductionStart.class.getName(),
                        first))
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));

        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {Device.class, Technique.class, EventId.class, Setting.class, ReactionCounts.class, String.class})
    void generatedClassesAndWhatAvroTrustsByItselfAreTrusted(Class<?> type) {
        AvroRuntime.initialise();

        assertThatCode(() -> ClassSecurityValidator.validate(type)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {URL.class, ProcessBuilder.class, EventKind.class, SingleObjectDecoder.class, Handwritten.class})
    void nothingElseIs(Class<?> type) {
        AvroRuntime.initialise();

        assertThatThrownBy(() -> ClassSecurityValidator.validate(type))
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining(type.getName());
    }

    @Test
    void initialisingTwiceAddsNothing() {
        AvroRuntime.initialise();
        var once = ClassSecurityValidator.getGlobal();

        AvroRuntime.initialise();

        assertThat(ClassSecurityValidator.getGlobal()).isSameAs(once);
    }

    /** Looks like an Avro enum of ours and was not generated. */
    @SuppressWarnings("ImmutableEnumChecker")
    private enum Handwritten implements GenericEnumSymbol<Handwritten> {
        ONE;

        @Override
        public org.apache.avro.Schema getSchema() {
            return Technique.getClassSchema();
        }
    }
}
