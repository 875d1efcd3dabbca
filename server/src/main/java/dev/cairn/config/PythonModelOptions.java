package dev.cairn.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of models that need Python.
public final class PythonModelOptions {
    private static final String AUTO = "auto";
    private static final long LEAST_MEMORY = 64L << 20;
    private static final int LEAST_TASKS = 10;
    private static final int MOST_SPARES = 16;

    @Option(
            names = "--python-models",
            paramLabel = "on|off|auto",
            defaultValue = AUTO,
            description =
                    "Whether models are served that need Python: they are programs of whoever logged them, run in"
                            + " processes of their own. auto: on a server without accounts that this machine alone reaches. Default: ${DEFAULT-VALUE}.")
    private String use = AUTO;

    @Option(
            names = "--model-python",
            paramLabel = "FILE",
            description = "The Python that runs all models, with the packages that it has. Default: each gets an"
                    + " environment with the packages that it names.")
    private @Nullable Path interpreter;

    @Option(
            names = "--model-network",
            description = "Lets these models reach other machines. Default: where the system allows it, they cannot.")
    private boolean network;

    @Option(
            names = "--model-builds",
            description =
                    "Lets these models name packages by URLs, and ones that are built from sources: that runs code"
                            + " of their authors with the rights of this server. Default: ready-built packages of the index.")
    private boolean builds;

    @Option(
            names = "--model-memory",
            paramLabel = "SIZE",
            defaultValue = "4g",
            description =
                    "What a process of such a model may use; one that uses more is ended. Default: ${DEFAULT-VALUE}.")
    private String memory = "4g";

    @Option(
            names = "--model-tasks",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "How many processes and threads a process of such a model may have started at a time; one that"
                            + " has more is ended, with all of them. Default: ${DEFAULT-VALUE}.")
    private int tasks = 1_000;

    @Option(
            names = "--model-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long such a model may take for an answer; a process that takes longer is ended. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int seconds = 60;

    @Option(
            names = "--model-loading-timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long a process may take to have such a model in memory; one that takes longer is ended."
                    + " Default: ${DEFAULT-VALUE}.")
    private int loadingSeconds = 300;

    @Option(
            names = "--model-environments-size",
            paramLabel = "SIZE",
            defaultValue = "20g",
            description =
                    "What the environments of such models may have on disk together: above it, those that no model"
                            + " uses are removed, the longest unused first. Default: ${DEFAULT-VALUE}.")
    private String environments = "20g";

    @Option(
            names = "--model-spares",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "How many processes of such a model are kept started and tried beside those that are asked: one of"
                            + " them takes the place of one that ends, at once. Each takes as much memory as those that are asked, so there are none"
                            + " unless wanted. Default: ${DEFAULT-VALUE}.")
    private int spares;

    /// The checked configuration.
    ///
    /// @param data the server's folder, below which environments are kept
    /// @throws IllegalArgumentException with a sentence for the user
    public PythonModelConfig config(Path data) {
        if (interpreter != null && !(Files.isRegularFile(interpreter) && Files.isExecutable(interpreter))) {
            throw new IllegalArgumentException("--model-python: %s is no program.".formatted(interpreter));
        }
        long bytes = ByteSize.setting("--model-memory", memory).orElse(Long.MAX_VALUE);
        if (bytes < LEAST_MEMORY) {
            throw new IllegalArgumentException("--model-memory is 64m or more, or off.");
        }
        if (tasks < LEAST_TASKS) {
            throw new IllegalArgumentException("--model-tasks is 10 or more.");
        }
        if (spares < 0 || spares > MOST_SPARES) {
            throw new IllegalArgumentException("--model-spares is from 0 to %d.".formatted(MOST_SPARES));
        }
        if (seconds < 1) {
            throw new IllegalArgumentException("--model-timeout is 1 or more.");
        }
        if (loadingSeconds < 1) {
            throw new IllegalArgumentException("--model-loading-timeout is 1 or more.");
        }
        long disk = ByteSize.setting("--model-environments-size", environments).orElse(Long.MAX_VALUE);
        return new PythonModelConfig(
                use(),
                Optional.ofNullable(interpreter).map(Path::toAbsolutePath),
                data,
                network,
                builds,
                spares,
                new PythonModelConfig.Limits(
                        bytes, tasks, Duration.ofSeconds(loadingSeconds), Duration.ofSeconds(seconds), disk));
    }

    private PythonModelConfig.Use use() {
        return switch (use.toLowerCase(Locale.ROOT)) {
            case "on" -> PythonModelConfig.Use.ON;
            case "off" -> PythonModelConfig.Use.OFF;
            case AUTO -> PythonModelConfig.Use.AUTO;
            default ->
                throw new IllegalArgumentException("--python-models must be on, off or auto; got '%s'.".formatted(use));
        };
    }
}
