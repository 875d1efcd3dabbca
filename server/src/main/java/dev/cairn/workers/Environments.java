package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cairn.scoring.PythonEnvironment;
import dev.cairn.text.Digests;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Python environments of models, each made once for all models that want the same packages: by `uv` where
/// the machine has it, else by the `venv` and `pip` of its Python. Safe for use by any number of threads.
final class Environments {
    private static final String COMPLETE = "complete";
    private static final int LENGTH_OF_NAME = 16;
    private static final long PATIENCE_MINUTES = 30;
    private static final Pattern MINOR = Pattern.compile("^(\\d+\\.\\d+).*");

    /// The variables of this server that say how packages are installed. Others may have secrets, and what is installed
    /// runs code.
    private static final Pattern PASSED_ON = Pattern.compile(
            "PATH|HOME|LANG|LC_ALL|TMPDIR|(PIP|UV|SSL)_.*|.*_proxy|.*_PROXY|REQUESTS_CA_BUNDLE|PYENV_ROOT|PYENV_VERSION");

    private final Path folder;
    private final Map<String, Attempts> known = new ConcurrentHashMap<>();

    Environments(Path folder) {
        this.folder = folder;
    }

    /// The interpreter of an environment, which is made if it is not there yet.
    ///
    /// @param log takes what is done, line by line
    /// @throws WorkerException if it cannot be made
    Path python(PythonEnvironment wanted, Consumer<String> log) throws IOException, WorkerException {
        String minor = minor(wanted);
        Path place = folder.resolve(name(wanted, minor)).toAbsolutePath();
        Path python = place.resolve("bin/python");
        Attempts attempts = known.computeIfAbsent(place.toString(), _ -> new Attempts());
        synchronized (attempts) {
            if (!Files.exists(place.resolve(COMPLETE))) {
                attempts.make(() -> makeAlone(place, wanted, minor, log));
            }
        }
        return python;
    }

    /// Makes one that no other program of this machine makes at the same time, or has made meanwhile.
    private void makeAlone(Path place, PythonEnvironment wanted, String minor, Consumer<String> log)
            throws IOException, WorkerException {
        Files.createDirectories(place);
        Path lock = folder.resolve(place.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
                FileLock _ = channel.lock()) {
            if (!Files.exists(place.resolve(COMPLETE))) {
                make(place, wanted, minor, log);
                Files.writeString(place.resolve(COMPLETE), "");
            }
        }
    }

    /// The tries to make one environment. After one that failed there is a pause, which grows, so that it is not made
    /// over
    /// and over where that cannot be done. Used with its monitor held.
    private static final class Attempts {
        private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
        private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

        private Duration pause = FIRST_PAUSE;
        private long notBefore = System.nanoTime();
        private String why = "";

        interface Making {
            void make() throws IOException, WorkerException;
        }

        void make(Making making) throws IOException, WorkerException {
            if (System.nanoTime() - notBefore < 0) {
                throw new WorkerException(why);
            }
            try {
                making.make();
            } catch (WorkerException failure) {
                why = "%s It is tried again in some minutes.".formatted(failure.getMessage());
                notBefore = System.nanoTime() + pause.toNanos();
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                throw failure;
            }
        }
    }

    /// The same packages for the same Python have the same one.
    private static String name(PythonEnvironment wanted, String minor) {
        String all = String.join(
                "\n", minor, String.join("\n", wanted.build()), "", String.join("\n", wanted.requirements()));
        return HexFormat.of()
                .formatHex(Digests.sha256().digest(all.getBytes(UTF_8)))
                .substring(0, LENGTH_OF_NAME);
    }

    /// Such as `3.11`, empty where any will do.
    private static String minor(PythonEnvironment wanted) {
        String python = wanted.python();
        Matcher found = MINOR.matcher(python == null ? "" : python);
        return found.matches() ? found.group(1) : "";
    }

    private void make(Path place, PythonEnvironment wanted, String minor, Consumer<String> log)
            throws IOException, WorkerException {
        Path requirements = place.resolve("requirements.txt");
        List<String> packages = Stream.concat(wanted.build().stream(), wanted.requirements().stream())
                .filter(each -> !each.equals("pip"))
                .toList();
        Files.write(requirements, packages);
        log.accept("The environment of the model is made: %s".formatted(String.join(" ", packages)));
        Optional<String> uv = program("uv");
        String python = place.resolve("bin/python").toString();
        if (uv.isPresent()) {
            List<String> venv = new ArrayList<>(List.of(uv.get(), "venv", "--clear", "--no-project", place.toString()));
            if (!minor.isEmpty()) {
                venv.addAll(List.of("--python", minor));
            }
            run(venv, log);
            Files.write(requirements, packages); // a folder that is cleared has it no more
            run(List.of(uv.get(), "pip", "install", "--python", python, "-r", requirements.toString()), log);
        } else {
            run(List.of(interpreter(minor, log), "-m", "venv", "--clear", place.toString()), log);
            Files.write(requirements, packages);
            run(
                    List.of(
                            python,
                            "-m",
                            "pip",
                            "install",
                            "--disable-pip-version-check",
                            "-r",
                            requirements.toString()),
                    log);
        }
    }

    private static String interpreter(String minor, Consumer<String> log) throws WorkerException {
        Optional<String> exact = minor.isEmpty() ? Optional.empty() : program("python" + minor);
        if (exact.isPresent()) {
            return exact.get();
        }
        String any = program("python3")
                .orElseThrow(
                        () -> new WorkerException(
                                "There is no python3 on the PATH of this server. Install Python, or uv, or name an interpreter by --model-python."));
        if (!minor.isEmpty()) {
            log.accept("The model wants Python %s, which is not on the PATH; %s is taken.".formatted(minor, any));
        }
        return any;
    }

    private static Optional<String> program(String name) {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(":", -1))
                .filter(each -> !each.isEmpty())
                .map(each -> Path.of(each, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static void run(List<String> command, Consumer<String> log) throws IOException, WorkerException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> !PASSED_ON.matcher(name).matches());
        Process process = builder.start();
        process.getOutputStream().close();
        Thread reader = Thread.ofPlatform().daemon().start(() -> LogLines.read(process, log));
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new WorkerException(
                        "Its environment was not made within %d minutes.".formatted(PATIENCE_MINUTES));
            }
            reader.join(Duration.ofSeconds(5)); // something that it started may keep the pipe
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new WorkerException("The server is stopping.");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new WorkerException("Its environment could not be made: `%s` failed. The log of the model says more."
                    .formatted(String.join(" ", command)));
        }
    }
}
