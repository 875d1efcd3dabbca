package dev.cairn.workers;

import java.util.function.Consumer;

/// Where what happens to a model that needs Python is written, line by line, by any number of threads.
///
/// @param building how its environment is made
/// @param serving  what becomes of its processes, and what they print
public record ModelLog(Consumer<String> building, Consumer<String> serving) {
    /// Both in one place.
    public static ModelLog of(Consumer<String> lines) {
        return new ModelLog(lines, lines);
    }
}
