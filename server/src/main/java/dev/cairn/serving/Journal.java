package dev.cairn.serving;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;

/// The last lines of what happened, each with its time. Safe for use by any number of threads.
final class Journal {
    private static final int MOST = 500;
    private static final int LONGEST = 2_000;

    private final InstantSource clock;
    private final Deque<String> lines = new ArrayDeque<>();

    Journal(InstantSource clock) {
        this.clock = clock;
    }

    void add(String line) {
        String whole = "%s %s\n"
                .formatted(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line)
                                .replaceAll("\\p{Cntrl}", " "));
        synchronized (lines) {
            if (lines.size() == MOST) {
                lines.removeFirst();
            }
            lines.addLast(whole);
        }
    }

    /// All of them, the oldest first.
    String text() {
        synchronized (lines) {
            return String.join("", lines);
        }
    }
}
