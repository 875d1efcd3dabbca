package dev.cairn.files;

import java.io.IOException;
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
        return new TemporaryFolder(Files.createTempDirectory(parent, PREFIX));
    }

    /// Also when the program is interrupted before it is closed.
    public TemporaryFolder goneAtTheEnd() {
        return goneAfter(() -> {});
    }

    /// The same once what uses it has ended.
    ///
    /// @param end ends what there is of that when the program is interrupted
    public TemporaryFolder goneAfter(Runnable end) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                end.run();
            } finally {
                removeUnfinished();
            }
        }));
        return this;
    }

    /// Moves it away first, since somebody may go on writing to it.
    private void removeUnfinished() {
        Path away = path.resolveSibling(path.getFileName() + ".gone");
        try {
            Files.move(path, away);
        } catch (NoSuchFileException _) {
            return; // it was closed
        } catch (IOException failure) {
            System.err.printf("%s cannot be removed; it is safe to do so: %s%n", path, failure.getMessage());
            return;
        }
        new TemporaryFolder(away).close();
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
