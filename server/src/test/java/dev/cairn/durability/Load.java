package dev.cairn.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.tracking.RawPoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Some loggers at work on a server, and what must be there of what they logged.
@NullMarked
final class Load {
    private static final int LOGGERS = 8;

    private final List<Logger> loggers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Load() {}

    static Load on(Client client) throws IOException, InterruptedException {
        Load load = new Load();
        for (int i = 0; i < LOGGERS; i++) {
            Logger logger = new Logger(client);
            load.loggers.add(logger);
            load.threads.add(Thread.ofVirtual().start(logger));
        }
        return load;
    }

    /// Returns once so many points more are acknowledged.
    void awaitPoints(int more) throws InterruptedException {
        int enough = acknowledged() + more;
        while (acknowledged() < enough) {
            if (threads.stream().noneMatch(Thread::isAlive)) {
                throw new AssertionError("The server ended before it was killed");
            }
            Thread.sleep(5);
        }
    }

    void stop() throws InterruptedException {
        loggers.forEach(Logger::stop);
        join();
    }

    /// Returns once no logger is at work.
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private int acknowledged() {
        return loggers.stream().mapToInt(Logger::acknowledgedCount).sum();
    }

    /// The points that are there without an acknowledgement; each may be there once.
    int assertStored(Client client, DatabaseUrl url) throws IOException, InterruptedException {
        int more = 0;
        try (Database database = Database.open(url)) {
            for (Logger logger : loggers) {
                List<Long> stored = client.steps(logger.runId());
                assertThat(logger.oddReplies()).isEmpty();
                assertThat(stored).doesNotHaveDuplicates().containsAll(logger.acknowledged());
                assertThat(stored).allMatch(step -> step >= 1 && step <= logger.lastSent());
                assertThat(RawPoints.count(database, logger.runId(), "m"))
                        .as("points as they are stored")
                        .isEqualTo(stored.size());
                more += stored.size() - logger.acknowledged().size();
            }
        }
        return more;
    }

    int loggers() {
        return loggers.size();
    }
}
