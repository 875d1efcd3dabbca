package dev.cairn.workers;

import dev.cairn.files.FileLocks;
import dev.cairn.files.Folders;
import dev.cairn.files.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of one Python environment. A lock beside it is shared by all servers that use it, and had alone by the
/// one that makes or removes it. Safe for use by any number of threads; a server has one of these for a folder.
final class Environment {
    private static final Logger LOG = LoggerFactory.getLogger(Environment.class);
    private static final String COMPLETE = "complete";
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Path place;

    /// The lock, while models use it here.
    private @Nullable FileChannel held;

    private int users;
    private boolean isAlone;

    Environment(Path place) {
        this.place = place;
    }

    /// The use of an environment, which is not removed before that is closed.
    ///
    /// @param python its interpreter
    record Lease(Path python, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    /// Begins to use it; empty if it is not there, or is being made or removed.
    synchronized Optional<Lease> use() throws IOException {
        if (isAlone || !(users == 0 ? isComplete() : isMarked())) { // while it is used, it cannot be made anew
            return Optional.empty();
        }
        if (users == 0) {
            hold();
            if (held == null) {
                return Optional.empty();
            }
        } else {
            touch();
        }
        users++;
        return Optional.of(new Lease(python(), this::leave));
    }

    /// Takes the lock, unless it is being made or removed.
    private void hold() throws IOException {
        FileChannel channel = channel();
        try {
            if (FileLocks.take(channel, true) && isComplete()) {
                touch();
                held = channel;
            }
        } finally {
            if (held == null) {
                channel.close();
            }
        }
    }

    private synchronized void leave() {
        users--;
        @Nullable FileChannel last = held;
        if (users == 0 && last != null) {
            held = null;
            try (last) {
                touch();
            } catch (IOException failure) {
                LOG.warn("environment={} is left, but not as it should be", place, failure);
            }
        }
    }

    private void touch() throws IOException {
        Files.setLastModifiedTime(place.resolve(COMPLETE), FileTime.from(Instant.now()));
    }

    /// Makes it, unless another server has done so by the time that this one may. What is half made when that fails is
    /// removed.
    void make(EnvironmentMaker maker) throws IOException, WorkerException {
        if (!begin()) {
            return; // it is used, so it is there
        }
        try (FileChannel channel = channel()) {
            while (!FileLocks.take(channel, false)) {
                if (isComplete()) {
                    return; // whoever made it uses it
                }
                if (hasLostItsPython()) {
                    throw new WorkerException(
                            "Its environment has lost its Python, and is made anew once no other server uses it any more.");
                }
                pause();
            }
            if (!isComplete()) {
                boolean isMade = false;
                try {
                    maker.make(place);
                    writeMark();
                    isMade = true;
                } finally {
                    if (!isMade) {
                        Folders.delete(place);
                    }
                }
            }
        } finally {
            end();
        }
    }

    /// Removes it.
    ///
    /// @return whether it is gone; not where somebody uses or makes it
    boolean remove() throws IOException {
        if (!begin()) {
            return false;
        }
        try (FileChannel channel = channel()) {
            if (!FileLocks.take(channel, false)) {
                return false;
            }
            Files.deleteIfExists(place.resolve(COMPLETE));
            Folders.delete(place);
            return true;
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        if (users > 0 || isAlone) {
            return false;
        }
        isAlone = true;
        return true;
    }

    private synchronized void end() {
        isAlone = false;
    }

    /// Whether it is whole, and its Python is still the one that it was made with. That is a link out of the folder,
    /// which leads nowhere, or to another version, once what it led to was removed or upgraded.
    boolean isComplete() throws IOException {
        try {
            return mark().get(1).equals(interpreter().toString());
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    /// The mark is looked for first, as another server may make it meanwhile.
    private boolean hasLostItsPython() throws IOException {
        return isMarked() && !isComplete();
    }

    private boolean isMarked() {
        return Files.exists(place.resolve(COMPLETE));
    }

    private Path interpreter() throws IOException {
        return python().toRealPath();
    }

    private Path python() {
        return place.resolve("bin/python");
    }

    /// When it was used last.
    FileTime used() throws IOException {
        return Files.getLastModifiedTime(place.resolve(COMPLETE));
    }

    /// What it has on disk.
    long bytes() throws IOException {
        return Long.parseLong(mark().getFirst());
    }

    /// What was written when it was made: its bytes, and where its Python is.
    private List<String> mark() throws IOException {
        List<String> lines = Files.readAllLines(place.resolve(COMPLETE));
        return lines.size() == 2 ? lines : List.of("0", "");
    }

    /// All at once, as other servers look for it at any time.
    private void writeMark() throws IOException {
        String mark = "%d\n%s".formatted(Folders.bytes(place), interpreter());
        Path written = Files.writeString(place.resolve("making"), mark);
        Files.move(written, place.resolve(COMPLETE), StandardCopyOption.ATOMIC_MOVE);
    }

    private FileChannel channel() throws IOException {
        return OwnerOnly.open(place.resolveSibling(place.getFileName() + ".lock"));
    }

    private static void pause() throws WorkerException {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new WorkerException("The server is stopping.");
        }
    }
}
