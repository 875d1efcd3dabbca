package dev.cairn.artifacts.quota;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A content whose bytes are reserved before they are passed on. Used by one thread.
final class CountedContent extends FilterInputStream {
    private static final long LEAST_STEP = 1 << 20;
    private static final long MOST_STEP = 256 << 20;
    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final Reservation reservation;
    private long reserved;
    private long read;
    private boolean isWhole;
    private long renewed = System.nanoTime();

    /// @param reserved bytes so far
    CountedContent(InputStream content, Reservation reservation, long reserved) {
        super(content);
        this.reservation = reservation;
        this.reserved = reserved;
    }

    long bytes() {
        return read;
    }

    /// Whether it was read to its end.
    boolean isWhole() {
        return isWhole;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int got = super.read(target, offset, count);
        if (got < 0) {
            isWhole = true;
            return got;
        }
        read += got;
        if (read > reserved) {
            extend();
        } else if (System.nanoTime() - renewed > BETWEEN.toNanos()) {
            reservation.renew();
            renewed = System.nanoTime();
        }
        return got;
    }

    /// As much as was reserved once more, or at least what came.
    private void extend() {
        long more = read + Math.clamp(reserved, LEAST_STEP, MOST_STEP);
        if (reservation.tryToExtend(more)) {
            reserved = more;
        } else {
            reservation.extend(read);
            reserved = read;
        }
        renewed = System.nanoTime();
    }
}
