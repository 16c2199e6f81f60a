package io.dermavigil.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.LogForm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log configurations that write JSON, as they are shipped. */
class JsonLogTest {

    @TempDir
    private Path folder;

    @Test
    void everyJsonConfigurationWritesOneObjectALine() throws IOException {
        System.setProperty("dermavigil.log", folder.resolve("stack.log").toString());
        Map<URI, String> services = Map.of(
                URI.create("classpath:" + LogForm.JSON.ofCommands()), "dermavigil",
                URI.create("classpath:" + LogForm.JSON.ofStack()), "dermavigil-stack",
                Path.of("../deploy/images/jobs/log4j-console.properties").toUri(), "dermavigil-jobs");
        for (Map.Entry<URI, String> service : services.entrySet()) {
            String line = line(service.getKey());
            assertThat(line).endsWith(System.lineSeparator()).doesNotContain("\n\t");
            assertThat(line.strip().lines()).hasSize(1);
            JsonNode logged = new JsonMapper().readTree(line);
            assertThat(logged.path("@timestamp").asText()).isEqualTo("1970-01-01T00:00:01.000Z");
            assertThat(logged.path("log.level").asText()).isEqualTo("WARN");
            assertThat(logged.path("log.logger").asText()).isEqualTo("io.dermavigil.Test");
            assertThat(logged.path("message").asText()).isEqualTo("said \"so\"\nand more");
            assertThat(logged.path("error.type").asText()).isEqualTo("java.io.IOException");
            assertThat(logged.path("error.stack_trace").asText()).contains("no disk", "JsonLogTest");
            assertThat(logged.path("service.name").asText()).isEqualTo(service.getValue());
        }
    }

    private static String line(URI location) {
        LoggerContext context = new LoggerContext("of " + location);
        Configuration configuration = ConfigurationFactory.getInstance().getConfiguration(context, "test", location);
        configuration.initialize();
        List<Appender> appenders = List.copyOf(configuration.getAppenders().values());
        assertThat(appenders).as(location.toString()).hasSize(1);
        return appenders.get(0).getLayout().toSerializable(event()).toString();
    }

    private static LogEvent event() {
        return Log4jLogEvent.newBuilder()
                .setLoggerName("io.dermavigil.Test")
                .setLevel(Level.WARN)
                .setTimeMillis(1000)
                .setMessage(new SimpleMessage("said \"so\"\nand more"))
                .setThrown(new IOException("no disk"))
                .build();
    }

    @Test
    void theVariableChooses() {
        assertThat(LogForm.of(null)).isEqualTo(LogForm.TEXT);
        assertThat(LogForm.of("json")).isEqualTo(LogForm.JSON);
        assertThatThrownBy(() -> LogForm.of("yaml"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("DERMAVIGIL_LOG must be text or json");
    }
}
