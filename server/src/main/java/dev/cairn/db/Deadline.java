package dev.cairn.db;

import dev.cairn.http.ApiException;
import java.time.Duration;
import org.sqlite.ProgressHandler;

/// When the statement that runs on a connection of SQLite must be done; the database asks for it now and then. Used by
/// one thread.
final class Deadline extends ProgressHandler {
    /// How long a read may take: less than clients wait for an answer.
    static final Duration OF_A_READ = Duration.ofSeconds(60);

    /// Steps of SQLite's machine between two questions, a millisecond or so.
    static final int STEPS = 50_000;

    private final long nanos;
    private long end;
    private boolean passed;

    Deadline(Duration patience) {
        nanos = patience.toNanos();
        start();
    }

    /// A statement begins.
    void start() {
        end = System.nanoTime() + nanos;
        passed = false;
    }

    /// Not 0 if the statement is to be given up.
    @Override
    protected int progress() {
        passed = passed || System.nanoTime() - end > 0;
        return passed ? 1 : 0;
    }

    boolean hasPassed() {
        return passed;
    }

    /// What the caller of a read is told that was given up: no 503, after which clients would ask for it again.
    static ApiException missed() {
        return ApiException.invalid("The database needs too long to answer this request, which was given up."
                + " Ask for less: by a narrower filter, for example, or for a shorter time.");
    }
}
