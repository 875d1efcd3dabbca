package dev.cairn.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How models are run that need Python.
///
/// @param use         whether they are run at all: it is code of whoever logged them
/// @param interpreter one that runs all of them with the packages that it has; without it each model gets an
///                    environment of its own
/// @param environments the folder of these environments
/// @param network     whether they may reach other machines
/// @param memory      bytes that a process of one may use
/// @param loading     how long one may take to be in memory
/// @param answering   how long one may take for an answer
public record PythonModelConfig(
        Use use,
        Optional<Path> interpreter,
        Path environments,
        boolean network,
        long memory,
        Duration loading,
        Duration answering) {
    private static final long GIB = 1L << 30;

    /// Whether models are run that need Python.
    public enum Use {
        ON,
        OFF,
        /// Where nobody else reaches the server.
        AUTO
    }

    /// None are run.
    public static final PythonModelConfig OFF = new PythonModelConfig(
            Use.OFF, Optional.empty(), Path.of(""), false, 4 * GIB, Duration.ofMinutes(2), Duration.ofMinutes(1));

    /// Whether they are run, once that is decided.
    public boolean isOn() {
        return use == Use.ON;
    }

    /// The same, decided.
    ///
    /// @param isPrivate whether nobody else reaches the server
    public PythonModelConfig decided(boolean isPrivate) {
        boolean on = use == Use.ON || (use == Use.AUTO && isPrivate);
        return new PythonModelConfig(
                on ? Use.ON : Use.OFF, interpreter, environments, network, memory, loading, answering);
    }
}
