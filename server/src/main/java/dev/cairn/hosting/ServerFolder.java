package dev.cairn.hosting;

import dev.cairn.files.FileLocks;
import dev.cairn.files.Folders;
import dev.cairn.files.OwnerOnly;
import dev.cairn.files.TemporaryFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of one server alone, in one that several may share, for files that it needs while it lives. It holds the
/// lock
/// of a file beside it, so that another server knows a folder whose server was killed, and removes it. Safe for use by
/// any number of threads.
public final class ServerFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerFolder.class);
    private static final String PREFIX = "server-";
    private static final String LOCK = ".lock";

    private final Path parent;
    private @Nullable Own own;

    private record Own(Path folder, FileChannel lock) {}

    public ServerFolder(Path parent) {
        this.parent = parent;
    }

    /// Removes what servers left that were killed.
    public void sweep() {
        try {
            own();
        } catch (IOException failure) {
            LOG.warn("folder={} cannot be used yet; it is tried again when a model is loaded", parent, failure);
        }
    }

    /// A new folder in it.
    public TemporaryFolder create() throws IOException {
        return TemporaryFolder.in(own());
    }

    private synchronized Path own() throws IOException {
        if (own == null) {
            OwnerOnly.folder(parent);
            try (FileChannel all = OwnerOnly.open(parent.resolve("all" + LOCK));
                    FileLock _ = all.lock()) { // a folder that is not locked yet is not taken for one that was left
                removeLeft();
                own = begin();
            }
        }
        return own.folder;
    }

    private Own begin() throws IOException {
        Path folder = Files.createTempDirectory(parent, PREFIX);
        FileChannel lock = OwnerOnly.open(lockOf(folder));
        lock.lock();
        return new Own(folder, lock);
    }

    private void removeLeft() throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path each : folders) {
                if (Files.isDirectory(each)) {
                    removeIfLeft(each);
                }
            }
        }
    }

    private static void removeIfLeft(Path folder) throws IOException {
        try (FileChannel lock = OwnerOnly.open(lockOf(folder))) {
            if (FileLocks.take(lock, false)) {
                remove(folder);
            }
        }
    }

    private static void remove(Path folder) {
        try {
            Folders.delete(folder);
            Files.deleteIfExists(lockOf(folder));
        } catch (IOException failure) {
            LOG.warn("folder={} cannot be removed; it is safe to do so", folder, failure);
        }
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }

    @Override
    public synchronized void close() {
        if (own != null) {
            remove(own.folder);
            try {
                own.lock.close();
            } catch (IOException failure) {
                LOG.warn("the lock of folder={} cannot be freed", own.folder, failure);
            }
            own = null;
        }
    }
}
