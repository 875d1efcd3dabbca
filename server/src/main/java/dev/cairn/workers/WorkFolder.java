package dev.cairn.workers;

import dev.cairn.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder in which the processes of a model may write, also their `HOME` and `TMPDIR`.
record WorkFolder(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

    /// Makes one. Where the server itself has fetched the model it is among the model's files:
    /// these other models do not see, and they are swept after a server that was killed. A model
    /// of somebody else's folder is only read, and may be where nothing can be written, as in an
    /// image.
    ///
    /// @param data the folder of the server
    static WorkFolder create(Path model, Path data) throws IOException {
        boolean isFetched = Files.isDirectory(data) && model.toRealPath().startsWith(data.toRealPath());
        return new WorkFolder(
                isFetched
                        ? Files.createTempDirectory(model, ".worker-")
                        : Files.createTempDirectory("cairn-worker-").toRealPath());
    }

    /// Removes it, with all in it.
    void remove() {
        try {
            Folders.delete(path);
        } catch (IOException failure) {
            LOG.warn("folder={} cannot be removed; it is safe to do so", path, failure);
        }
    }
}
