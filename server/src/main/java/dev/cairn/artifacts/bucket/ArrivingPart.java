package dev.cairn.artifacts.bucket;

import dev.cairn.http.ApiException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has arrived of a part, on the disk in the folder for temporary files: however slowly it comes, it takes no
/// memory. The file has no name once it is open, so that nothing is left of it when the server is killed. Used by one
/// thread.
final class ArrivingPart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArrivingPart.class);

    /// As much as a connection gives at once.
    private static final int BUFFER = 64 * 1024;

    private final FileChannel file;
    private final byte[] buffer = new byte[BUFFER];

    private ArrivingPart(FileChannel file) {
        this.file = file;
    }

    static ArrivingPart open() {
        try {
            Path path = Files.createTempFile("cairn-part-", null); // for its owner alone
            return new ArrivingPart(FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException noRoom) {
            throw noRoom(noRoom);
        }
    }

    /// Takes the next part of a content in place of the one before.
    ///
    /// @return its bytes: fewer than the most only at the end of the content
    int fill(InputStream content, int most) throws IOException {
        int length = 0;
        while (length < most) {
            int read = content.read(buffer, 0, Math.min(BUFFER, most - length));
            if (read < 0) {
                break;
            }
            write(length, read);
            length += read;
        }
        return length;
    }

    private void write(int at, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes, (long) at + bytes.position());
            }
        } catch (IOException noRoom) {
            throw noRoom(noRoom);
        }
    }

    /// Reads the part into the beginning of an array, and returns that.
    byte[] read(byte[] target, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(target, 0, length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, bytes.position()) < 0) {
                throw new EOFException("The file of a part became shorter");
            }
        }
        return target;
    }

    private static ApiException noRoom(IOException failure) {
        LOG.warn(
                "An upload cannot be kept in the folder for temporary files ({})",
                System.getProperty("java.io.tmpdir"),
                failure);
        return ApiException.busy("The server has no room for this upload at the moment; try again.");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
