package io.dermavigil.cli.secrets;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * Files with everything a Kafka client needs besides the broker's address. Keys and certificates are in them, so that such
 * a file works wherever it is mounted.
 */
final class ClientProperties {

    private static final int PASSWORD_BYTES = 32;

    private ClientProperties() {}

    /** Of a principal with a new password of 256 random bits. */
    static String withNewPassword(String user, X509Certificate authority) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return text(Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config",
                        "%s required username=\"%s\" password=\"%s\";"
                                .formatted(ScramLoginModule.class.getName(), user, password),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", Pem.of(authority)));
    }

    /** Of somebody who logs in by certificate. */
    static String withCertificate(Identity identity, X509Certificate authority) throws IOException {
        return text(Map.of(
                "security.protocol",
                "SSL",
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.key",
                Pem.of(identity.key()),
                "ssl.keystore.certificate.chain",
                Pem.of(identity.certificate()),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                Pem.of(authority)));
    }

    /** Sorted and without the date that Java writes, so that the same content is the same file. */
    private static String text(Map<String, String> content) throws IOException {
        Properties properties = new Properties();
        properties.putAll(content);
        StringWriter stored = new StringWriter();
        properties.store(stored, null);
        return stored.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The certificate by which somebody logs in. */
    static X509Certificate certificate(Path file) throws IOException, SecretsException {
        return Pem.certificate(value(read(file), file, "ssl.keystore.certificate.chain"));
    }

    /**
     * The password of a user.
     *
     * @throws SecretsException when the file is not that user's
     */
    static String password(Path file, String user) throws IOException, SecretsException {
        String jaas = value(read(file), file, "sasl.jaas.config");
        try {
            return JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(jaas)))
                    .configurationEntries()
                    .stream()
                    .map(entry -> entry.getOptions())
                    .filter(options -> user.equals(options.get("username")))
                    .map(options -> options.get("password"))
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .findFirst()
                    .orElseThrow(() -> new SecretsException(file + ": sasl.jaas.config is not that of " + user));
        } catch (IllegalArgumentException e) {
            // Kafka's message could quote the password.
            throw new SecretsException(file + ": sasl.jaas.config is damaged");
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static String value(Properties properties, Path file, String name) throws SecretsException {
        String value = properties.getProperty(name);
        if (value == null) {
            throw new SecretsException(file + ": has no " + name);
        }
        return value;
    }
}
