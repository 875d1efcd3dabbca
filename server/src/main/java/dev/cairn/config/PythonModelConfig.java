package dev.cairn.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How models are run that need Python.
///
/// @param use         whether they are run at all: it is code of whoever logged them
/// @param interpreter one that runs all of them with the packages that it has; without it each model gets an
///                    environment of its own
/// @param data        the folder of the server, of which a model sees its own files alone; environments are below it
/// @param network     whether they may reach other machines
/// @param builds      whether packages may be built to install them, which runs code of their authors
///                    outside of where models are shut in
/// @param spares      processes that each model has beside those that are asked, to take the place of one that ends
/// @param limits      what they may take
public record PythonModelConfig(
        Use use, Optional<Path> interpreter, Path data, boolean network, boolean builds, int spares, Limits limits) {
    private static final long GIB = 1L << 30;

    /// Without spares.
    public PythonModelConfig(
            Use use, Optional<Path> interpreter, Path data, boolean network, boolean builds, Limits limits) {
        this(use, interpreter, data, network, builds, 0, limits);
    }

    /// Whether models are run that need Python.
    public enum Use {
        ON,
        OFF,
        /// Where nobody else reaches the server.
        AUTO
    }

    /// What models that need Python may take.
    ///
    /// @param memory    bytes that a process may use
    /// @param tasks     processes and threads that one may have started at a time
    /// @param loading   how long one may take to be in memory
    /// @param answering how long one may take for an answer
    /// @param disk      bytes that environments may have together; one that is used stays
    public record Limits(long memory, int tasks, Duration loading, Duration answering, long disk) {
        /// Those of a server of which nobody says otherwise.
        public static final Limits DEFAULT =
                new Limits(4 * GIB, 1_000, Duration.ofMinutes(5), Duration.ofMinutes(1), 20 * GIB);
    }

    /// None are run.
    public static final PythonModelConfig OFF =
            new PythonModelConfig(Use.OFF, Optional.empty(), Path.of(""), false, false, Limits.DEFAULT);

    /// The folder of environments.
    public Path environments() {
        return data.resolve("environments");
    }

    /// Whether they are run, once that is decided.
    public boolean isOn() {
        return use == Use.ON;
    }

    /// The same, decided.
    ///
    /// @param isPrivate whether nobody else reaches the server
    public PythonModelConfig decided(boolean isPrivate) {
        boolean on = use == Use.ON || (use == Use.AUTO && isPrivate);
        return new PythonModelConfig(on ? Use.ON : Use.OFF, interpreter, data, network, builds, spares, limits);
    }
}
