package dev.cairn.health;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The disk that a file or folder lies on, in bytes.
record Disk(long free, long total) {
    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);

    /// Empty where the machine does not tell.
    static Optional<Disk> of(Path path) {
        try {
            FileStore store = Files.getFileStore(path);
            return Optional.of(new Disk(store.getUsableSpace(), store.getTotalSpace()));
        } catch (IOException untold) {
            LOG.debug("the disk of {} tells nothing", path, untold);
            return Optional.empty();
        }
    }
}
