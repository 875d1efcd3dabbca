package dev.cairn.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A place that keeps files by path. Safe for use by any number of threads.
///
/// A store that cannot be reached refuses with `TEMPORARILY_UNAVAILABLE`, within a bounded time.
public interface ArtifactStore extends AutoCloseable {
    Optional<ArtifactFile> find(ArtifactPath path) throws IOException;

    /// A page of what lies directly in a folder; nothing for a folder that is not there.
    ///
    /// @param from  empty for the first page, then the `next` of the page before; it may come from anyone
    /// @param limit the most files of the page
    Listing list(ArtifactPath folder, String from, int limit) throws IOException;

    /// The bytes of a file, or of all files below a folder, as they lie there; none of what is not there.
    long bytes(ArtifactPath path) throws IOException;

    /// The folder of this machine in which the files lie, if they do.
    default Optional<LocalStore> folder() {
        return Optional.empty();
    }

    /// Opens a file that was found at a part of at least one byte; the stream may go on behind it.
    InputStream open(ArtifactFile file, ByteRange range) throws IOException;

    /// Stores a file: whole once this returns, not at all if it throws.
    void write(ArtifactPath path, Upload upload) throws IOException;

    /// Removes a file, or a folder with all below it; nothing happens where there is nothing.
    void delete(ArtifactPath path) throws IOException;

    /// What it offers to clients that move files by themselves.
    Optional<DirectTransfer> direct();

    @Override
    void close();
}
