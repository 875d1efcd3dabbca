package dev.cairn.importing;

import java.io.IOException;
import java.io.InputStream;

/// A file of a run or a model, to be opened once or more.
///
/// @param path below the artifacts of its owner, names between slashes
/// @param size bytes
record SourceFile(Owner owner, String path, long size, Opening opening) {

    InputStream open() throws IOException {
        return opening.open();
    }

    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }
}
