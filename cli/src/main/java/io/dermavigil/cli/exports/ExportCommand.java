package io.dermavigil.cli.exports;

import io.dermavigil.cli.CommandFailure;
import io.dermavigil.cli.ExitCode;
import io.dermavigil.cli.serving.StoreTarget;
import io.dermavigil.serving.exports.DataDictionary;
import io.dermavigil.serving.exports.Export;
import io.dermavigil.serving.exports.ExportException;
import io.dermavigil.serving.exports.ExportFormat;
import io.dermavigil.serving.exports.ExportSource;
import io.dermavigil.serving.exports.ExportedFile;
import io.dermavigil.serving.store.StoreException;
import io.dermavigil.serving.store.StoreRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the store's views into a folder, by month, with a manifest; or a release, which discloses no one.",
            "The folder appears whole or not at all, and only its owner may read it."
        },
        footer = {
            "",
            "Examples:",
            "  dermavigil export --release newest --format parquet --to released",
            "  dermavigil export --format csv --to live",
            "  dermavigil export --cases --to cases",
            "  dermavigil export --dictionary > data-dictionary.md"
        })
public final class ExportCommand implements Callable<Integer> {

    private static final Pattern RELEASE = Pattern.compile("newest|[1-9][0-9]{0,8}");

    @Option(names = "--to", paramLabel = "DIR", description = "Folder to write, new or empty.")
    private Path folder;

    @Option(names = "--format", paramLabel = "FORM", description = "${COMPLETION-CANDIDATES} (default: csv).")
    private ExportFormat format = ExportFormat.CSV;

    @Option(
            names = "--release",
            paramLabel = "N",
            description = "A release, or newest, instead of the live views with their small counts.")
    private String release;

    @Option(
            names = "--cases",
            description = "Also the sessions, reactions and ratings of single patients, under their pseudonyms.")
    private boolean cases;

    @Option(names = "--overwrite", description = "Replace what the folder holds.")
    private boolean overwrite;

    @Option(names = "--dictionary", description = "Print what the columns mean instead.")
    private boolean dictionary;

    @Mixin
    private StoreTarget target;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        require(dictionary == (folder == null), "either --to DIR or --dictionary");
        require(!cases || (release == null && !dictionary), "--cases is for live views: a release holds no cases");
        require(release == null || RELEASE.matcher(release).matches(), "--release: a number or newest");
        try {
            ExportSource source = target.reader(release == null ? StoreRole.SAFETY : StoreRole.ANALYST);
            if (dictionary) {
                String page = source.read(store -> store.withHandle(DataDictionary::page));
                spec.commandLine().getOut().print(page);
                spec.commandLine().getOut().flush();
            } else {
                List<ExportedFile> files = source.read(this::export);
                spec.commandLine()
                        .getErr()
                        .println("wrote " + files.size() + " files with "
                                + files.stream().mapToLong(ExportedFile::rows).sum() + " rows to " + folder
                                + (cases ? "; it holds rows of single patients, which no erasure will reach" : ""));
            }
            return ExitCode.OK;
        } catch (ExportException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "--store: " + e.getMessage(), e);
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.STACK_UNREACHABLE, e.getMessage(), e);
        }
    }

    private List<ExportedFile> export(Jdbi store) {
        Export export = new Export(format, folder, overwrite);
        return release == null
                ? export.live(store, cases)
                : export.release(
                        store, release.equals("newest") ? Optional.empty() : Optional.of(Integer.parseInt(release)));
    }

    private void require(boolean condition, String rule) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), rule);
        }
    }
}
