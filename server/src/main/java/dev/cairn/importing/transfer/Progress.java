package dev.cairn.importing.transfer;

import java.io.PrintStream;

/// Tells a person every few seconds how far a transfer is.
public final class Progress {
    private static final long EVERY_NANOS = 3_000_000_000L;

    private final PrintStream out;
    private String phase = "";
    private long total;
    private long done;
    private long started;
    private long told;

    public Progress(PrintStream out) {
        this.out = out;
    }

    /// Begins to count something new.
    ///
    /// @param expected how much there is to do, -1 if nobody knows
    public void begin(String what, long expected) {
        phase = what;
        total = expected;
        done = 0;
        started = System.nanoTime();
        told = started;
        out.println(phase + (expected < 0 ? " …" : ": %,d …".formatted(expected)));
        out.flush();
    }

    public void add(long count) {
        done += count;
        long now = System.nanoTime();
        if (now - told >= EVERY_NANOS) {
            told = now;
            out.println(line(now));
            out.flush();
        }
    }

    private String line(long now) {
        double seconds = (now - started) / 1e9;
        double rate = done / seconds;
        if (total <= 0) {
            return "  %s: %,d, %,.0f a second".formatted(phase, done, rate);
        }
        long left = rate == 0 ? 0 : Math.round(Math.max(0, total - done) / rate);
        return "  %s: %,d of %,d (%d %%), %,.0f a second, about %d:%02d left"
                .formatted(phase, done, total, 100 * Math.min(done, total) / total, rate, left / 60, left % 60);
    }
}
