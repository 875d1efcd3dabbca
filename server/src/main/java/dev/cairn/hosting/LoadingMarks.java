package dev.cairn.hosting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.files.FileLocks;
import dev.cairn.files.OwnerOnly;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.text.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Marks of what is being loaded, in files that outlive the server. What was being loaded each time that the server
/// ended, as a graph is that takes all memory of the machine, is not loaded again: it would end each server that
/// starts.
/// Servers may share the folder. Safe for use by any number of threads.
public final class LoadingMarks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadingMarks.class);

    /// So many ends of the server are no chance any more.
    private static final int MOST = 3;

    private static final int LENGTH_OF_NAME = 32;
    private static final int MOST_DIGITS = 9;
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

    private final Path folder;
    private final Set<Mark> marks = ConcurrentHashMap.newKeySet();

    /// @param folder which need not be there
    public LoadingMarks(Path folder) {
        this.folder = folder;
    }

    /// Where something is marked. That counts how often the server began to load it and has not come to an end of that.
    public Path file(String what) {
        byte[] digest = Digests.sha256().digest(what.getBytes(UTF_8));
        return folder.resolve(HexFormat.of().formatHex(digest).substring(0, LENGTH_OF_NAME));
    }

    /// Something is being loaded until its mark is closed. Where that is so already, also on another server, the other
    /// mark stands for this.
    ///
    /// @param what is loaded, in the same words each time
    /// @throws ModelFormatException if the server has ended too often while it was
    public Mark begin(String what) throws IOException {
        OwnerOnly.folder(folder);
        Path file = file(what);
        FileChannel channel = OwnerOnly.open(file);
        boolean isKept = false;
        try {
            if (!FileLocks.take(channel, false)) {
                return new Mark(file, null);
            }
            int ends = count(channel);
            if (ends >= MOST) {
                throw new ModelFormatException(
                        "The server has ended %d times while it loaded it, as where a model takes all memory that there is. Ask for the configuration once more to have it tried; one that has served is tried again, too, once the file %s is removed."
                                .formatted(ends, file));
            }
            channel.truncate(0).write(ByteBuffer.wrap(Integer.toString(ends + 1).getBytes(UTF_8)), 0);
            Mark mark = new Mark(file, channel);
            marks.add(mark);
            isKept = true;
            return mark;
        } finally {
            if (!isKept) {
                channel.close();
            }
        }
    }

    private static int count(FileChannel channel) throws IOException {
        ByteBuffer digits = ByteBuffer.allocate(MOST_DIGITS);
        channel.read(digits, 0);
        String text = new String(digits.array(), 0, digits.position(), UTF_8);
        return COUNT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }

    /// Something that is being loaded.
    public final class Mark implements AutoCloseable {
        private final Path file;
        private final @Nullable FileChannel channel;

        private Mark(Path file, @Nullable FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        /// It is loaded, or cannot be.
        @Override
        public void close() {
            if (channel == null || !marks.remove(this)) {
                return;
            }
            try (channel) {
                Files.deleteIfExists(file);
            } catch (IOException failure) {
                LOG.warn("file={} stays, as if the server had ended while it loaded something", file, failure);
            }
        }
    }

    /// Nothing is being loaded any more: the server ends as it should.
    @Override
    public void close() {
        Set.copyOf(marks).forEach(Mark::close);
    }
}
