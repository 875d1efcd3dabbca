package dev.cairn.models;

import dev.cairn.files.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The folders that processes of Python make beside the files of a model, in a folder that somebody goes on to use.
///
/// @param before those that were there before, which may be somebody else's
record WorkFolders(Path model, Set<Path> before) {
    private static final String PREFIX = ".worker-";

    static WorkFolders of(Path model) throws IOException {
        return new WorkFolders(model, in(model));
    }

    /// Removes those that came since.
    void remove() {
        try {
            for (Path folder : in(model)) {
                if (!before.contains(folder)) {
                    Folders.delete(folder);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Set<Path> in(Path model) throws IOException {
        try (Stream<Path> all = Files.list(model)) {
            return all.filter(path -> String.valueOf(path.getFileName()).startsWith(PREFIX))
                    .collect(Collectors.toSet());
        }
    }
}
