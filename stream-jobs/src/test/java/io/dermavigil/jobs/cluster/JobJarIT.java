package io.dermavigil.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packed job brings everything that a Flink distribution lacks, and nothing that it has. */
class JobJarIT {

    private static final String OF_THE_CONNECTOR =
            "org/apache/flink/(connector/(base|kafka)" + "|streaming/connectors/kafka|streaming/util/serialization)/.*";

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(System.getProperty("outcomes.job.jar"));
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void hasTheJobAndWhatItNeeds() throws IOException {
        assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                .isEqualTo("io.dermavigil.jobs.outcomes.OutcomesJob");
        assertThat(names())
                .contains(
                        "io/dermavigil/jobs/outcomes/OutcomesJob.class",
                        "io/dermavigil/schemas/topics/TopicCatalogue.class",
                        "io/dermavigil/statistics/Wilson.class",
                        "org/apache/flink/connector/kafka/sink/KafkaSink.class",
                        "org/apache/kafka/clients/producer/KafkaProducer.class",
                        "org/apache/avro/specific/SpecificDatumReader.class",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE");
    }

    @Test
    void hasNeitherFlinkNorKryoNorLogging() {
        assertThat(names())
                .filteredOn(name -> name.startsWith("org/apache/flink/") && name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.matches(OF_THE_CONNECTOR));
        assertThat(names())
                .noneMatch(name -> name.matches(
                        "(com/esotericsoftware|org/slf4j|org/apache/(logging|log4j)|ch/qos|scala)/.*\\.class"));
    }

    @Test
    void hasEveryEntryOnceAndNoSignature() {
        assertThat(names())
                .doesNotHaveDuplicates()
                .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
                .noneMatch(name -> name.endsWith("module-info.class"));
    }

    @Test
    void hasEveryServiceThatItNames() throws IOException {
        List<String> names = names();
        for (String name : names) {
            if (name.matches("META-INF/services/[^/]+")) {
                assertThat(implementations(name)).as(name).allMatch(names::contains);
            }
        }
    }

    private List<String> implementations(String service) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(service))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.replace('.', '/') + ".class")
                    .toList();
        }
    }

    private List<String> names() {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .toList();
    }
}
