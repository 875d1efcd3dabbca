package dev.cairn;

import dev.cairn.config.ServerOptions;
import dev.cairn.importing.ImportRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn import`: takes over what another MLflow server has.
@Command(
        name = "import",
        description =
                "Takes over the experiments, runs, models and artifacts of another MLflow server. The source is only read. Can be given again after it was cut off.",
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "An SQLite file or a postgresql:// URL of MLflow 2 or 3, a folder mlruns, or an archive of cairn export.")
    private String source = "";

    @Option(
            names = "--artifacts",
            paramLabel = "copy|reference",
            defaultValue = "copy",
            description =
                    "Copy artifact files into this server's store, or refer to them where they lie, below its artifact folder. What is in an object store stays there, but for what --artifacts-from names. Default: ${DEFAULT-VALUE}.")
    private Artifacts artifacts = Artifacts.copy;

    @Option(
            names = "--artifacts-from",
            paramLabel = "PLACE",
            description =
                    "A folder, or a place such as s3://BUCKET/PREFIX, below which artifacts may be read; can be given more than once. Object stores are reached as --artifacts-endpoint and the like say. Default: mlruns and mlartifacts beside an SQLite file, the folder mlruns itself.")
    private List<String> artifactsFrom = List.of();

    @Option(
            names = "--mlflow-artifacts",
            paramLabel = "FOLDER",
            description =
                    "What was the --artifacts-destination of the old server. Default: mlartifacts beside an SQLite file.")
    private @Nullable Path mlflowArtifacts;

    @Option(
            names = "--workspace",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The workspace of the source that is read. Default: ${DEFAULT-VALUE}.")
    private String workspace = "default";

    @Option(names = "--no-check", description = "Leave out the comparison of both sides at the end.")
    private boolean noCheck;

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Override
    public Integer call() throws IOException {
        ImportRequest request = new ImportRequest(
                source, workspace, artifacts == Artifacts.copy, artifactsFrom, mlflowArtifacts, !noCheck);
        int code = Transfer.run(options, (importing, progress) -> importing.run(request, progress));
        System.out.println(
                code == 0 ? "Everything is here." : "Not everything is here as it is there; the lines above say what.");
        return code;
    }

    /// What is done with files.
    private enum Artifacts {
        copy,
        reference;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
