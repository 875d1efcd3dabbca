package dev.cairn.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/// PostgreSQL databases that tests have one after the other. A new one is 800 files, which takes longer to make and to
/// delete than what most tests do in it.
///
/// JUnit tells it what begins and ends. A database is that of the innermost test or class that runs when it is taken,
/// and free once that is over; one that is still open then is left to whoever holds it.
public final class PostgresPool implements TestExecutionListener {
    private static final Deque<List<DatabaseUrl>> TAKEN = new ArrayDeque<>();
    private static final Deque<DatabaseUrl> FREE = new ArrayDeque<>();

    /// One with the current schema and nothing else.
    static synchronized DatabaseUrl take() {
        DatabaseUrl url = used();
        if (!TAKEN.isEmpty()) {
            TAKEN.peek().add(url);
        }
        return url;
    }

    /// One that was used before, else a new one.
    private static DatabaseUrl used() {
        List<String> open = TestPostgres.open();
        for (Iterator<DatabaseUrl> free = FREE.iterator(); free.hasNext(); ) {
            DatabaseUrl url = free.next();
            if (!open.contains(TestPostgres.name(url))) {
                free.remove();
                if (isRestored(url)) {
                    return url;
                }
                TestPostgres.drop(url);
            }
        }
        return MigratedPostgres.copy();
    }

    /// Whatever a test did to it is no matter of the next one.
    private static boolean isRestored(DatabaseUrl url) {
        try {
            return MigratedPostgres.restore(url);
        } catch (DatabaseException broken) {
            return false;
        }
    }

    @Override
    public void executionStarted(TestIdentifier what) {
        synchronized (PostgresPool.class) {
            TAKEN.push(new ArrayList<>());
        }
    }

    @Override
    public void executionFinished(TestIdentifier what, TestExecutionResult how) {
        synchronized (PostgresPool.class) {
            FREE.addAll(TAKEN.pop());
        }
    }
}
