package dev.cairn.models;

import dev.cairn.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder whose files lie elsewhere until all of them are there: beside it, or inside where it is there already,
/// which
/// may be a disk of its own.
///
/// @param part where they go first
record Arrival(Path into, Path part) {
    /// @param folder one that is not there yet, or empty
    static Arrival at(Path folder) throws IOException {
        Path into = folder.toAbsolutePath().normalize();
        String hidden = ".%s.part".formatted(into.getFileName());
        Arrival arrival =
                new Arrival(into, Files.isDirectory(into) ? into.resolve(hidden) : into.resolveSibling(hidden));
        if (Files.exists(into) && !arrival.isFree()) {
            throw new IllegalArgumentException(
                    "%s is there already: name a new folder, or an empty one.".formatted(folder));
        }
        Folders.delete(arrival.part); // of one that was killed
        return arrival;
    }

    private boolean isFree() throws IOException {
        return Files.isDirectory(into) && List.of(part).containsAll(inside(into));
    }

    /// Puts them where they belong.
    void complete() throws IOException {
        if (!Files.isDirectory(into)) {
            Files.move(part, into);
            return;
        }
        for (Path each : inside(part)) {
            Files.move(each, into.resolve(each.getFileName()));
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
