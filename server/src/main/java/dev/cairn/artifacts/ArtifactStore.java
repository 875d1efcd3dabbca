package dev.cairn.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A place that keeps files by path. Safe for use by any number of threads.
public interface ArtifactStore {
    Optional<ArtifactFile> find(ArtifactPath path) throws IOException;

    /// What lies directly in a folder, by name; empty for a folder that is not there.
    List<ArtifactFile> list(ArtifactPath folder) throws IOException;

    /// Opens a file for reading at a position.
    InputStream open(ArtifactPath path, long position) throws IOException;

    /// Stores a file: whole once this returns, not at all if it throws.
    void write(ArtifactPath path, Upload upload) throws IOException;

    /// Removes a file, or a folder with all below it; nothing happens where there is nothing.
    void delete(ArtifactPath path) throws IOException;
}
