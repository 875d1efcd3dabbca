package dev.cairn.db;

import dev.cairn.FreePorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/// How tests start PostgreSQL servers of their own.
public final class OwnPostgres {
    /// Longer than any machine takes to start one, however busy.
    private static final Duration START = Duration.ofMinutes(2);

    private OwnPostgres() {}

    /// On a port that nothing else is given.
    public static EmbeddedPostgres.Builder settings() throws IOException {
        return EmbeddedPostgres.builder().setPort(FreePorts.take()).setPGStartupWait(START);
    }
}
