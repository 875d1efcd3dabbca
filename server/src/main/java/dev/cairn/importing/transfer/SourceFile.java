package dev.cairn.importing.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A file of a run or a model, to be opened once or more.
///
/// @param path below the artifacts of its owner, names between slashes
/// @param size   bytes
/// @param sha256 of the content in hexadecimal digits, if the source says so
public record SourceFile(Owner owner, String path, long size, Optional<String> sha256, Opening opening) {

    public InputStream open() throws IOException {
        return opening.open();
    }

    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }
}
