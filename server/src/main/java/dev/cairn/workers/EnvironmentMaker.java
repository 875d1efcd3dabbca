package dev.cairn.workers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes a Python environment: by `uv` where the machine has it, else by the `venv` and `pip` of its Python.
///
/// @param withBuilds whether packages are built that an index has as sources only, which runs code
///                   of their authors outside of where models are shut in
/// @param path       the folders of programs, as the variable PATH has them
/// @param log        takes what is done, line by line
record EnvironmentMaker(Requirements wanted, boolean withBuilds, String path, Consumer<String> log) {
    private static final long PATIENCE_MINUTES = 30;

    /// The variables of this server that say how packages are installed. Others may have secrets,
    /// and what is built runs code.
    private static final Pattern PASSED_ON = Pattern.compile(
            "PATH|HOME|LANG|LC_ALL|TMPDIR|(PIP|UV|SSL)_.*|.*_proxy|.*_PROXY|REQUESTS_CA_BUNDLE|PYENV_ROOT|PYENV_VERSION");

    /// Makes it in a folder, whatever that has.
    ///
    /// @throws NoPythonException if the Python that it is to have cannot be had
    void make(Path place) throws IOException, WorkerException {
        log.accept("The environment of the model is made: %s".formatted(String.join(" ", wanted.packages())));
        Optional<String> uv = program("uv");
        String python = place.resolve("bin/python").toString();
        if (uv.isPresent()) {
            venv(List.of(uv.get(), "venv", "--clear", "--no-project", place.toString()));
            install(place, List.of(uv.get(), "pip", "install", "--python", python));
        } else {
            run(List.of(interpreter(), "-m", "venv", "--clear", place.toString()));
            install(place, List.of(python, "-m", "pip", "install", "--disable-pip-version-check"));
        }
    }

    /// Makes it without packages, by `uv`, which may fetch a Python that the machine does not have.
    private void venv(List<String> command) throws IOException, WorkerException {
        if (wanted.python().isEmpty()) {
            run(command);
            return;
        }
        List<String> exact = new ArrayList<>(command);
        exact.addAll(List.of("--python", wanted.python()));
        if (!succeeds(exact)) {
            throw new NoPythonException("The model wants Python %s, which uv does not get.".formatted(wanted.python()));
        }
    }

    private void install(Path place, List<String> command) throws IOException, WorkerException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(
                "-r",
                Files.write(place.resolve("requirements.txt"), wanted.packages())
                        .toString()));
        if (!withBuilds) {
            whole.addAll(List.of("--only-binary", ":all:"));
        }
        if (!wanted.constraints().isEmpty()) {
            whole.addAll(List.of(
                    "-c",
                    Files.write(place.resolve("constraints.txt"), wanted.constraints())
                            .toString()));
        }
        run(whole);
    }

    private String interpreter() throws WorkerException {
        String minor = wanted.python();
        if (!minor.isEmpty()) {
            return program("python" + minor)
                    .orElseThrow(() -> new NoPythonException(
                            "The model wants Python %s, which is not on the PATH.".formatted(minor)));
        }
        return program("python3")
                .orElseThrow(
                        () -> new WorkerException(
                                "There is no python3 on the PATH of this server. Install Python, or uv, or name an interpreter by --model-python."));
    }

    private Optional<String> program(String name) {
        return Stream.of(path.split(":", -1))
                .filter(each -> !each.isEmpty())
                .map(each -> Path.of(each, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private void run(List<String> command) throws IOException, WorkerException {
        if (!succeeds(command)) {
            throw new WorkerException("Its environment could not be made: `%s` failed. The log of the model says more."
                    .formatted(String.join(" ", command)));
        }
    }

    private boolean succeeds(List<String> command) throws IOException, WorkerException {
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
        return process.exitValue() == 0;
    }
}
