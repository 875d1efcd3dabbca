package dev.cairn.workers;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Where what happens to a model that needs Python is written, line by line, by any number of threads.
///
/// @param building how its environment is made
/// @param serving  what becomes of its processes, and what they print
/// @param redacted what it says of itself, as it may be told elsewhere
public record ModelLog(Consumer<String> building, Consumer<String> serving, UnaryOperator<String> redacted) {
    /// After how many characters a line is cut off, and what a model says of itself (worker.py).
    public static final int LONGEST = 2_000;

    /// Both in one place, of a model without secrets.
    public static ModelLog of(Consumer<String> lines) {
        return new ModelLog(lines, lines, UnaryOperator.identity());
    }
}
