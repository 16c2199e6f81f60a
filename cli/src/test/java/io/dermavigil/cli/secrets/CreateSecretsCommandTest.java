package io.dermavigil.cli.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.dermavigil.cli.CommandRun;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.access.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateSecretsCommandTest {

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void create() {
        folder = parent.resolve("secrets");
        assertThat(run("--host", "kafka", "--host", "10.0.0.7", "--clinic", "clinic-07")
                        .code())
                .isZero();
    }

    @Test
    void makesWhatASecuredStackNeeds() throws IOException {
        assertThat(contents().keySet())
                .containsExactly(
                        "broker/ca.pem",
                        "broker/keystore.pem",
                        "ca.key",
                        "ca.pem",
                        "clinic-clinic-07/client.properties",
                        "jobs/client.properties",
                        "monitor/client.properties",
                        "operator/client.properties",
                        "publisher/client.properties",
                        "serving/client.properties");
    }

    @Test
    void onlyTheOwnerMayDoAnything() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.toList())
                    .hasSizeGreaterThan(15)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void keepsWhatIsThereAndAddsAClinic() throws IOException {
        Map<String, String> before = contents();
        CommandRun again = run("--clinic", "b");
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("keystore.pem: kept, valid until ", "clinic-b/client.properties: made");
        Map<String, String> after = contents();
        assertThat(after).containsAllEntriesOf(before).hasSize(before.size() + 1);
    }

    @Test
    void aClinicIsAddedWithoutTheKeyOfTheAuthority() throws IOException {
        Files.delete(folder.resolve("ca.key"));
        assertThat(run("--clinic", "b").code()).isZero();
        Files.delete(folder.resolve("operator/client.properties"));
        CommandRun needed = run();
        assertThat(needed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(needed.err()).contains("ca.key: is needed to make ");
    }

    @Test
    void closesAFolderThatIsOpenToOthers() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(run().code()).isZero();
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void saysWhenTheCertificateDoesNotNameAHost() {
        CommandRun run = run("--host", "kafka", "--host", "kafka-2");
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("keystore.pem: does not name the host kafka-2; move it away");
    }

    @Test
    void refusesAHalfLostFolder() throws IOException {
        Files.delete(folder.resolve("ca.pem"));
        CommandRun run = run();
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("ca.pem: is missing while ").contains("put it back");
    }

    @Test
    void printsNothingSecret() throws Exception {
        CommandRun again = run("--clinic", "b");
        String said = again.out() + again.err();
        List<String> secrets = new ArrayList<>(secrets());
        assertThat(secrets).hasSizeGreaterThan(8).doesNotHaveDuplicates();
        assertThat(secrets).allSatisfy(secret -> assertThat(said).doesNotContain(secret));
    }

    @Test
    void certificatesAreSignedByTheAuthorityAndEndWhenTold() throws Exception {
        X509Certificate authority = Pem.certificate(Files.readString(folder.resolve("ca.pem")));
        X509Certificate broker = Pem.certificate(Files.readString(folder.resolve("broker/keystore.pem")));
        broker.verify(authority.getPublicKey());
        assertThat(broker.getSubjectX500Principal().getName()).isEqualTo("CN=dermavigil-broker");
        assertThat(new BrokerHosts(List.of("kafka", "10.0.0.7", "localhost", "127.0.0.1")).missingIn(broker))
                .isEmpty();
        assertThat(broker.getBasicConstraints()).isEqualTo(-1);
        X509Certificate operator = ClientProperties.certificate(folder.resolve("operator/client.properties"));
        operator.verify(authority.getPublicKey());
        assertThat(operator.getSubjectX500Principal().getName()).isEqualTo("CN=dermavigil-operator");
        assertThat(Duration.between(Instant.now(), operator.getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(729), Duration.ofDays(731));
    }

    @Test
    void saysWhenACertificateShouldBeRenewed() throws Exception {
        List<String> said = new ArrayList<>();
        Instant later = Instant.now().plus(Duration.ofDays(700));
        new SecretsCreation(new SecretsFolder(folder), Clock.fixed(later, ZoneOffset.UTC), said::add)
                .create(new BrokerHosts(List.of()), Principal.ofTheStack());
        assertThat(said).filteredOn(line -> line.contains("RENEW")).hasSize(2);
    }

    @Test
    void refusesAClinicThatIsNone() {
        CommandRun run = run("--clinic", "../x");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("a clinic id is 1 to 64 of a-z, 0-9 and -");
    }

    private CommandRun run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("secrets", "create", "--dir", folder.toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    /** Passwords, and lines from the middle of private keys. */
    private List<String> secrets() throws Exception {
        List<String> secrets = new ArrayList<>();
        SecretsFolder made = new SecretsFolder(folder);
        for (Principal principal : made.principals()) {
            secrets.add(made.password(principal));
        }
        for (String file : List.of("ca.key", "broker/keystore.pem")) {
            secrets.add(Files.readString(folder.resolve(file)).lines().toList().get(1));
        }
        String operator = Files.readString(folder.resolve("operator/client.properties"));
        secrets.add(operator.replaceAll("(?s).*PRIVATE KEY-----\\\\n([^\\\\]+)\\\\n.*", "$1"));
        return secrets;
    }
}
