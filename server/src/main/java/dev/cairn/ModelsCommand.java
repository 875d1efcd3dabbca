package dev.cairn;

import dev.cairn.config.PythonModelConfig;
import dev.cairn.config.PythonModelOptions;
import dev.cairn.models.Description;
import dev.cairn.models.LocalModel;
import dev.cairn.models.ModelCheck;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cairn models`: models as files, before and without a server that serves them.
@Command(
        name = "models",
        description = "Looks at a model of a tracking server, or of a folder, asks it without serving it, or logs one.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelsCommand.Show.class,
            ModelsCommand.Check.class,
            ModelsCommand.Download.class,
            ModelsCommand.Predict.class,
            LogModelCommand.class
        })
final class ModelsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /// What happens to a model that needs Python goes where predictions do not.
    private static void tell(String line) {
        System.err.println(line);
    }

    /// A task whose faults of the network and of files are told in a sentence.
    abstract static class Task implements Callable<Integer> {
        @Override
        public final Integer call() throws InterruptedException {
            Logs.warnOnly();
            try {
                return run();
            } catch (UncheckedIOException fault) {
                return failed(Objects.requireNonNull(fault.getCause()));
            } catch (IOException fault) {
                return failed(fault);
            }
        }

        abstract int run() throws IOException, InterruptedException;

        private static int failed(IOException fault) {
            System.err.println(words(fault));
            return 1;
        }
    }

    private static String words(IOException fault) {
        return switch (fault) {
            case NoSuchFileException missing -> "There is no file %s.".formatted(missing.getFile());
            case AccessDeniedException denied -> "%s may not be read or written.".formatted(denied.getFile());
            default -> fault.getMessage() == null ? fault.toString() : fault.getMessage();
        };
    }

    /// Which model.
    static final class Which {
        @Parameters(
                index = "0",
                paramLabel = "MODEL",
                description = "models:/NAME@ALIAS, models:/NAME/VERSION, models:/m-ID, or the folder of a model.")
        private String model = "";

        @Option(
                names = "--tracking-uri",
                paramLabel = "URL",
                defaultValue = "${env:MLFLOW_TRACKING_URI:-http://127.0.0.1:5000}",
                description = "The tracking server that has the model. Default: that of MLFLOW_TRACKING_URI, or"
                        + " http://127.0.0.1:5000.")
        private String trackingUri = "";

        private LocalModel find() throws IOException, InterruptedException {
            try {
                return LocalModel.find(model, trackingUri);
            } catch (ModelFormatException unreadable) {
                throw new IllegalArgumentException("%s: %s".formatted(model, unreadable.getMessage()), unreadable);
            }
        }
    }

    /// Models that need Python, for one who looks at them on his own machine.
    static final class WithPython {
        @Mixin
        private final PythonModelOptions options = new PythonModelOptions();

        private PythonModelConfig config() {
            Path cache = Path.of(System.getProperty("user.home"), ".cache", "cairn");
            return options.config(cache).decided(true);
        }
    }

    /// `cairn models show`.
    @Command(
            name = "show",
            description = "Says what a model is: its flavors, signature, packages and files, and where it is scored.",
            mixinStandardHelpOptions = true)
    static final class Show extends Task {
        @Mixin
        private final Which which = new Which();

        @Option(names = "--json", description = "Prints JSON, with the whole MLmodel file in it.")
        private boolean isJson;

        @Override
        int run() throws IOException, InterruptedException {
            try (LocalModel model = which.find()) {
                Description description = Description.of(model);
                System.out.print(isJson ? description.json() + "\n" : description.text());
            }
            return 0;
        }
    }

    /// `cairn models check`.
    @Command(
            name = "check",
            description = "Loads a model and lets it predict its example; status 1 if it cannot be served here, or"
                    + " Python does not predict the same.",
            mixinStandardHelpOptions = true)
    static final class Check extends Task {
        @Mixin
        private final Which which = new Which();

        @Mixin
        private final WithPython python = new WithPython();

        @Option(
                names = "--compare",
                description = "Also has Python predict the example of a model that the JVM scores, and compares both.")
        private boolean compares;

        @Override
        int run() throws IOException, InterruptedException {
            try (LocalModel model = which.find()) {
                List<ModelCheck.Finding> findings =
                        new ModelCheck(model, python.config(), ModelsCommand::tell).run(compares);
                findings.forEach(finding -> System.out.printf("%-9s%s%n", finding.kind(), finding.words()));
                return findings.stream().anyMatch(finding -> finding.kind() == ModelCheck.Kind.PROBLEM) ? 1 : 0;
            }
        }
    }

    /// `cairn models download`.
    @Command(
            name = "download",
            description = "Fetches the files of a model from a tracking server.",
            mixinStandardHelpOptions = true)
    static final class Download extends Task {
        @Mixin
        private final Which which = new Which();

        @Parameters(index = "1", paramLabel = "FOLDER", description = "A new folder, or an empty one.")
        private Path folder = Path.of("");

        @Override
        int run() throws IOException, InterruptedException {
            long files = LocalModel.download(which.model, which.trackingUri, folder);
            System.out.printf("%s: %d files in %s%n", which.model, files, folder);
            return 0;
        }
    }

    /// `cairn models predict`.
    @Command(
            name = "predict",
            description =
                    "Asks a model once, as `mlflow models predict` does; status 1 if it refuses, or cannot be loaded.",
            mixinStandardHelpOptions = true)
    static final class Predict extends Task {
        @Mixin
        private final Which which = new Which();

        @Mixin
        private final WithPython python = new WithPython();

        @Option(
                names = {"-i", "--input-path"},
                paramLabel = "FILE",
                description = "A body of /invocations. Default: what comes from the standard input.")
        private @Nullable Path input;

        @Option(
                names = {"-t", "--content-type"},
                paramLabel = "json|csv",
                defaultValue = "json",
                description = "What it is. Default: ${DEFAULT-VALUE}.")
        private String contentType = "json";

        @Option(
                names = {"-o", "--output-path"},
                paramLabel = "FILE",
                description = "Where the predictions go. Default: the standard output.")
        private @Nullable Path output;

        @Override
        int run() throws IOException, InterruptedException {
            String type = switch (contentType) {
                case "json", "application/json" -> Answer.JSON;
                case "csv", "text/csv" -> "text/csv";
                default ->
                    throw new IllegalArgumentException(
                            "--content-type is json or csv; got '%s'.".formatted(contentType));
            };
            requirePlace();
            byte[] body = body();
            try (LocalModel model = which.find();
                    Servable servable = model.open(python.config(), ModelsCommand::tell)) {
                Answer answer = servable.answer(body, type);
                if (answer.status() != Answer.OK) {
                    System.err.println(new String(answer.body(), StandardCharsets.UTF_8).strip());
                    return 1;
                }
                write(answer.body());
                return 0;
            } catch (ModelFormatException unfit) {
                System.err.printf("%s: %s%n", which.model, unfit.getMessage());
                return 1;
            }
        }

        /// Before the model works for nothing.
        private void requirePlace() throws IOException {
            if (output == null) {
                return;
            }
            Path folder = output.toAbsolutePath().getParent();
            if (Files.isDirectory(output) || folder == null || !Files.isDirectory(folder)) {
                throw new IOException("%s cannot be written: name a file in a folder that is there.".formatted(output));
            }
        }

        private byte[] body() throws IOException {
            if (input == null) {
                return System.in.readAllBytes();
            }
            if (Files.isDirectory(input)) {
                throw new IOException("%s is a folder: name a file.".formatted(input));
            }
            return Files.readAllBytes(input);
        }

        private void write(byte[] predictions) throws IOException {
            if (output == null) {
                System.out.println(new String(predictions, StandardCharsets.UTF_8).strip());
            } else {
                Files.write(output, predictions);
            }
        }
    }
}
