package io.dermavigil.jobs.outcomes;

import io.dermavigil.schemas.registry.RegistryConfig;
import io.dermavigil.schemas.topics.Generation;
import io.dermavigil.schemas.wire.Framing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Configuration of the outcomes job, validated where it is made.
 *
 * @param kafka client properties for every Kafka client of the job; {@code bootstrap.servers} at least
 * @param generation generation of summary topics that this job writes; it also names the job
 * @param checkpointInterval time between checkpoints, which is the interval of emission; at least 100 ms
 * @param transactionTimeout how long a transaction may stay open after a crash; what a longer outage leaves between a
 *     checkpoint and its commit is written again. Above the checkpoint interval, at most a week and the broker's own maximum
 * @param framing of the rows in the {@code summary.*} topics; everything else is written in single-object encoding
 * @param registry registry that gives the schemas of Confluent framing ids; empty for none, and then such records of
 *     clinics are rejected. Required for writing in that framing
 */
public record OutcomesConfig(
        Properties kafka,
        Generation generation,
        Duration checkpointInterval,
        Duration transactionTimeout,
        Framing framing,
        Optional<RegistryConfig> registry) {

    /** Prefix of the options that go to every Kafka client. */
    public static final String KAFKA_PREFIX = "kafka.";
    /** File of further properties for every Kafka client; only its path becomes part of the job. */
    public static final String CLIENT_CONFIG = "client-config";
    /** {@code generation}, its number. */
    public static final String GENERATION = "generation";
    /** {@code checkpointInterval}, ISO-8601. */
    public static final String CHECKPOINT_INTERVAL = "checkpoint-interval";
    /** {@code transactionTimeout}, ISO-8601. */
    public static final String TRANSACTION_TIMEOUT = "transaction-timeout";
    /** {@code framing}, as {@link Framing#toString} names it. */
    public static final String FRAMING = "framing";

    /** After a week a broker forgets the transactional ids themselves. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofDays(7);

    private static final Set<String> NAMES = Set.of(GENERATION, CHECKPOINT_INTERVAL, TRANSACTION_TIMEOUT, FRAMING);

    /** Refuses what could not work. */
    public OutcomesConfig {
        require(kafka.getProperty("bootstrap.servers") != null, "kafka.bootstrap.servers is missing");
        require(
                checkpointInterval.compareTo(Duration.ofMillis(100)) >= 0,
                CHECKPOINT_INTERVAL + " must be at least PT0.1S");
        require(
                transactionTimeout.compareTo(checkpointInterval) > 0
                        && transactionTimeout.compareTo(LONGEST_TRANSACTION) <= 0,
                TRANSACTION_TIMEOUT + " must be above " + CHECKPOINT_INTERVAL + " and at most " + LONGEST_TRANSACTION);
        require(
                framing != Framing.CONFLUENT || registry.isPresent(),
                FRAMING + "=" + Framing.CONFLUENT + " needs " + RegistryConfig.URL);
    }

    /**
     * Reads {@code name=value} options.
     *
     * @param options names of this class and of {@link RegistryConfig}, and {@code kafka.*} for the Kafka clients
     * @throws IllegalArgumentException when an option is unknown, malformed or out of range
     */
    public static OutcomesConfig of(Map<String, String> options) {
        Map<String, String> rest = new HashMap<>(options);
        Properties kafka = new Properties();
        options.forEach((name, value) -> {
            if (name.startsWith(KAFKA_PREFIX)) {
                kafka.setProperty(name.substring(KAFKA_PREFIX.length()), value);
                rest.remove(name);
            }
        });
        referTo(rest.remove(CLIENT_CONFIG), kafka);
        rest.keySet()
                .forEach(name ->
                        require(NAMES.contains(name) || RegistryConfig.NAMES.contains(name), "unknown option " + name));
        return new OutcomesConfig(
                kafka,
                generation(rest.getOrDefault(GENERATION, "1")),
                Duration.parse(rest.getOrDefault(CHECKPOINT_INTERVAL, "PT10S")),
                Duration.parse(rest.getOrDefault(TRANSACTION_TIMEOUT, "PT10M")),
                framing(rest.getOrDefault(FRAMING, Framing.SINGLE_OBJECT.toString())),
                RegistryConfig.of(rest));
    }

    /** Properties that are given by themselves win over those of the file. */
    private static void referTo(String file, Properties kafka) {
        if (file != null) {
            require(
                    kafka.getProperty("config.providers") == null,
                    CLIENT_CONFIG + " and " + KAFKA_PREFIX + "config.providers exclude each other");
            ClientConfigFile.references(file).forEach(kafka::putIfAbsent);
        }
    }

    private static Generation generation(String number) {
        require(number.matches("[1-9][0-9]{0,3}"), GENERATION + " must be a number from 1");
        return new Generation(Integer.parseInt(number));
    }

    private static Framing framing(String name) {
        return Framing.parse(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        FRAMING + " must be " + Framing.SINGLE_OBJECT + " or " + Framing.CONFLUENT));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
