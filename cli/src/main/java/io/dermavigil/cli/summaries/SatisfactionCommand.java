package io.dermavigil.cli.summaries;

import io.dermavigil.cli.RegistryOption;
import io.dermavigil.cli.StackTarget;
import io.dermavigil.cli.reading.GenerationOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code summaries satisfaction}. */
@Command(
        name = "satisfaction",
        mixinStandardHelpOptions = true,
        description = "Prints satisfaction: latest ratings of each session.",
        footer = {
            "",
            "Example:",
            "  dermavigil summaries satisfaction --condition ACNE_SCAR --period monthly --output csv"
        })
final class SatisfactionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackTarget target;

    @Mixin
    private Selection selection;

    @Mixin
    private GenerationOption generation;

    @Mixin
    private RegistryOption registry;

    @Override
    public Integer call() {
        selection.check();
        return SummaryPrinting.run(
                new SatisfactionForm(),
                selection,
                target.connection(),
                generation,
                registry.schemas(),
                spec.commandLine());
    }
}
