package dev.cairn.encryption;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A part of an encrypted file while it is read. No byte is given out before its segment was found to be as it was
/// written. Used by one thread.
final class OpeningStream extends FilterInputStream {
    private final Segments segments;
    private final byte[] sealed;
    private final byte[] content;
    private final long size;
    private long number;
    private int at;
    private int end;

    /// Reads the first segment.
    ///
    /// @param sealed from the beginning of a segment on
    /// @param size   bytes of the whole content
    /// @param first  the first byte of the content that is wanted
    OpeningStream(InputStream sealed, Segments segments, long size, long first) throws IOException {
        super(sealed);
        this.segments = segments;
        this.size = size;
        int longest = (int) Math.min(Segments.BYTES, size) + Xaes.TAG_BYTES; // small for the many small files
        this.sealed = new byte[longest];
        content = new byte[longest];
        number = first / Segments.BYTES;
        next();
        at = (int) (first % Segments.BYTES);
    }

    private boolean advance() throws IOException {
        if (number * Segments.BYTES >= size) {
            return false;
        }
        try {
            next();
            return true;
        } catch (KeyException changed) {
            throw new IOException("A part of an encrypted file is not as it was written", changed);
        }
    }

    private void next() throws IOException {
        long left = size - number * Segments.BYTES;
        int length = (int) Math.min(Segments.BYTES, left) + Xaes.TAG_BYTES;
        if (in.readNBytes(sealed, 0, length) < length) {
            throw new IOException("The file became shorter while it was read");
        }
        end = segments.open(number, left <= Segments.BYTES, sealed, length, content);
        at = 0;
        number++;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (at >= end && !advance()) {
            return -1;
        }
        int some = Math.min(count, end - at);
        System.arraycopy(content, at, target, offset, some);
        at += some;
        return some;
    }

    @Override
    public long skip(long count) throws IOException {
        int some = (int) Math.min(count, end - at);
        at += some;
        return some;
    }

    @Override
    public int available() {
        return end - at;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
