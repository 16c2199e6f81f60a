package io.dermavigil.cli.simulate;

import io.dermavigil.events.Condition;
import io.dermavigil.ingest.simulator.Fault;
import io.dermavigil.ingest.simulator.SimulationConfig;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which chain is simulated. */
public final class ChainOptions {

    @Option(names = "--clinics", paramLabel = "N", defaultValue = "12", description = "Clinics (${DEFAULT-VALUE}).")
    private int clinics;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Sessions recorded, exactly (${DEFAULT-VALUE}).")
    private long sessions;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same events (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--from", paramLabel = "DATE", description = "First day of treatment (two years before --to).")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day; nothing is recorded after it (yesterday).")
    private LocalDate to;

    @Option(
            names = "--plant",
            paramLabel = "SPEC",
            description = "A fault: lot:L017:INFECTION:x8 or clinic:clinic-07:HYPERPIGMENTATION:x4. May be repeated.")
    private List<String> plants = List.of();

    @Option(
            names = "--condition-share",
            paramLabel = "CONDITION=SHARE",
            description = "About this share of the sessions treats the condition, for example ACNE_SCAR=0.6.")
    private Map<Condition, Double> conditionShares = new LinkedHashMap<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * The chain asked for.
     *
     * @throws ParameterException when an option is out of range
     */
    public SimulationConfig config() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate lastDay = to == null ? today.minusDays(1) : to;
        if (lastDay.isAfter(today)) {
            throw new ParameterException(command.commandLine(), "--to: must not be after today, " + today);
        }
        try {
            return chain(lastDay);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private SimulationConfig chain(LocalDate lastDay) {
        SimulationConfig config = SimulationConfig.of(clinics, sessions, seed, lastDay);
        if (from != null) {
            config = config.withPeriod(from, lastDay);
        }
        for (Map.Entry<Condition, Double> share : conditionShares.entrySet()) {
            config = config.withConditionShare(share.getKey(), share.getValue());
        }
        return config.withFaults(plants.stream().map(Fault::parse).toList());
    }
}
