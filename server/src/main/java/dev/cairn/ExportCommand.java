package dev.cairn;

import dev.cairn.config.ServerOptions;
import dev.cairn.importing.ExportRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn export`: writes what this server has into an archive, or gives it to another MLflow server.
@Command(
        name = "export",
        description =
                "Writes experiments, runs, models and artifacts into an archive that cairn import takes, or sends them to an MLflow server.",
        sortOptions = false)
final class ExportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "OUT",
            arity = "0..1",
            description =
                    "The archive to write: a zip if its name ends in .zip, else a folder. It must not be there yet.")
    private @Nullable Path out;

    @ArgGroup(multiplicity = "1")
    private final Chosen chosen = new Chosen();

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "An MLflow server that gets everything over its REST API, in place of an archive.")
    private @Nullable String to;

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Override
    public Integer call() throws IOException {
        ExportRequest request = new ExportRequest(chosen.all ? null : Set.copyOf(chosen.experimentIds), out, to);
        return Transfer.run(options, (importing, progress) -> importing.export(request, progress));
    }

    /// What is exported.
    private static final class Chosen {
        @Option(
                names = "--experiment-ids",
                paramLabel = "ID",
                split = ",",
                description = "The experiments to export, without the registry.")
        private Set<String> experimentIds = Set.of();

        @Option(names = "--all", description = "Export everything, with the registry.")
        private boolean all;
    }
}
