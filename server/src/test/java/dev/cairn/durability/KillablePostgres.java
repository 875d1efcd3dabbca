package dev.cairn.durability;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.OwnPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server that confirms what is on disk, as it does unless it is told otherwise, which can be killed as a
/// machine would be, and started again on the same port with what it left behind.
@NullMarked
final class KillablePostgres implements AutoCloseable {
    private static final int TRIES = 20;

    static {
        // It finds nothing to stop after a kill, and tells of it at length.
        ((Logger) LoggerFactory.getLogger(EmbeddedPostgres.class)).setLevel(Level.OFF);
    }

    private final Path data;
    private EmbeddedPostgres server;

    KillablePostgres(Path data) throws IOException {
        this.data = data;
        this.server = settings().start();
    }

    private EmbeddedPostgres.Builder settings() throws IOException {
        return OwnPostgres.settings()
                .setServerConfig("synchronous_commit", "on")
                .setDataDirectory(data)
                .setCleanDataDirectory(false);
    }

    String uri() {
        return "postgresql://postgres@localhost:%d/postgres".formatted(server.getPort());
    }

    DatabaseUrl url() {
        return DatabaseUrl.parse(uri());
    }

    /// Kills the postmaster and every process of it at once.
    void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        all.addAll(postmaster.children().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /// Starts it again after a kill. A process that came up during the kill ends by itself, but may be in the way
    /// until it has.
    void restart() throws IOException {
        int port = server.getPort();
        server.close();
        for (int attempt = 1; ; attempt++) {
            try {
                server = settings().setPort(port).start();
                return;
            } catch (IOException | IllegalStateException inTheWay) {
                if (attempt == TRIES) {
                    throw inTheWay;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
