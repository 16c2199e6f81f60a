package io.dermavigil.cli;

import io.dermavigil.ingest.publish.PublisherConfig;
import io.dermavigil.schemas.registry.RegistryConfig;
import io.dermavigil.schemas.wire.Framing;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say in which framing a command publishes events. */
public final class FramingOption {

    @Option(
            names = "--framing",
            paramLabel = "FRAMING",
            converter = Converter.class,
            description = "single-object, which needs nothing to run, or confluent, which Kafka tools read and which"
                    + " registers the schemas in --registry (single-object).")
    private Framing framing = Framing.SINGLE_OBJECT;

    @Mixin
    private RegistryOption registry;

    /**
     * The configuration of a publisher with the framing that was asked for.
     *
     * @throws CommandFailure with {@link ExitCode#USAGE} when there is no registry for Confluent framing
     */
    public PublisherConfig applyTo(PublisherConfig config) {
        if (framing == Framing.SINGLE_OBJECT) {
            return config;
        }
        RegistryConfig where = registry.config()
                .orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "--framing confluent needs --registry URL"));
        return config.withConfluentFraming(where);
    }

    private static final class Converter implements ITypeConverter<Framing> {
        @Override
        public Framing convert(String text) {
            return Framing.parse(text)
                    .orElseThrow(() -> new TypeConversionException("must be single-object or confluent"));
        }
    }
}
