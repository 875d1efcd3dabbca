package dev.cairn.hosting;

import dev.cairn.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder that is gone, with all in it, once it is closed.
public record TemporaryFolder(Path path) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

    private static final String PREFIX = "cairn-model-";

    public static TemporaryFolder create() throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(PREFIX));
    }

    static TemporaryFolder in(Path parent) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(parent, PREFIX));
    }

    @Override
    public void close() {
        try {
            Folders.delete(path); // which may be gone: whoever took it over has closed it
        } catch (IOException failure) {
            LOG.warn("folder={} cannot be removed; it is safe to do so", path, failure);
        }
    }
}
