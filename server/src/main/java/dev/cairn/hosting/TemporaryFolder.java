package dev.cairn.hosting;

import dev.cairn.files.Folders;
import dev.cairn.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    public static TemporaryFolder in(Path parent) throws IOException {
        OwnerOnly.folder(parent);
        return new TemporaryFolder(Files.createTempDirectory(parent, PREFIX));
    }

    /// Removes what servers left that were killed. A server that shares the folder fetches again what it loses.
    public static void sweep(Path parent) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
            left.forEach(folder -> new TemporaryFolder(folder).close());
        } catch (NoSuchFileException nothing) {
            LOG.debug("folder={} is not there, and so holds nothing", parent);
        } catch (IOException failure) {
            LOG.warn("folder={} cannot be swept; it is safe to remove what is in it", parent, failure);
        }
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
