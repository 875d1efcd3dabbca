package dev.cairn.encryption;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A content while it is encrypted: its head, then its segments. Used by one thread.
final class SealingStream extends FilterInputStream {
    private final Segments segments;

    /// A segment, and one byte of the next one if there is one.
    private final byte[] content = new byte[Segments.BYTES + 1];

    private final byte[] sealed = new byte[Segments.SEALED_BYTES];
    private byte[] ready;
    private int at;
    private int end;
    private int waiting;
    private long number;
    private boolean ended;

    SealingStream(InputStream content, SealedHead head, Segments segments) {
        super(content);
        this.segments = segments;
        ready = head.bytes();
        end = ready.length;
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
        if (at == end && !advance()) {
            return -1;
        }
        int some = Math.min(count, end - at);
        System.arraycopy(ready, at, target, offset, some);
        at += some;
        return some;
    }

    private boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        int length = waiting + in.readNBytes(content, waiting, content.length - waiting);
        ended = length < content.length;
        waiting = ended ? 0 : 1;
        ready = sealed;
        at = 0;
        end = segments.seal(number++, ended, content, length - waiting, sealed);
        content[0] = content[Segments.BYTES];
        return true;
    }

    @Override
    public long skip(long count) {
        return 0; // nothing of it can be left out
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
