package dev.cairn.artifacts.quota;

import dev.cairn.access.Workspace;
import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.ArtifactStore;
import dev.cairn.artifacts.Listing;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out from the store what workspaces use, each by one server at a time, and what became of what was reserved and
/// given up. Used by one thread.
final class Measuring {
    private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);
    private static final Duration BETWEEN = Duration.ofDays(1);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final String WORKSPACES = "workspaces";
    private static final int PAGE = 1_000;
    private static final int SOME = 100;

    private final Quotas quotas;
    private final ArtifactStore store;
    private final Database database;
    private final InstantSource clock;

    Measuring(Quotas quotas, ArtifactStore store, Database database, InstantSource clock) {
        this.quotas = quotas;
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    void turn() {
        lookAfter();
        if (database.read(tx -> new QuotaStore(tx).lacksSome())) {
            database.write(tx -> {
                new QuotaStore(tx).addAll();
                return true;
            });
        }
        for (Optional<Long> due = due(); due.isPresent() && measure(due.get()); ) {
            due = due();
        }
    }

    private Optional<Long> due() {
        return database.read(tx -> new QuotaStore(tx).due(clock.millis()));
    }

    private void lookAfter() {
        List<QuotaStore.Held> expired = database.read(tx -> new QuotaStore(tx).expired(clock.millis(), SOME));
        for (QuotaStore.Held held : expired) {
            try {
                quotas.settle(held.id(), quotas.bytes(new ArtifactPath(held.path())), held.previous());
            } catch (IOException | ApiException away) {
                LOG.warn("path={} is looked at later", held.path(), away);
                quotas.doubt(held.id());
            }
        }
    }

    /// @return false if the store is away
    private boolean measure(long workspace) {
        String token = Quotas.newId();
        long now = clock.millis();
        boolean isOurs = database.write(tx -> new QuotaStore(tx).begin(workspace, token, now, now + LEASE.toMillis()));
        Optional<String> name = database.read(tx -> new QuotaStore(tx).name(workspace));
        if (!isOurs || name.isEmpty()) {
            return true;
        }
        try {
            long bytes = new Walk(workspace, token).bytes(name.get());
            database.write(tx -> {
                long end = clock.millis();
                new QuotaStore(tx).end(workspace, token, bytes, end, end + BETWEEN.toMillis());
                return true;
            });
            LOG.info("workspace={} stores {} bytes", name.get(), bytes);
            return true;
        } catch (IOException | RuntimeException failure) {
            LOG.warn("workspace={} could not be measured", name.get(), failure);
            database.write(tx -> {
                new QuotaStore(tx).giveUp(workspace, token, clock.millis() + PAUSE.toMillis());
                return true;
            });
            return false;
        }
    }

    /// One measurement, which tells others that it goes on.
    private final class Walk {
        private final long workspace;
        private final String token;
        private long told = clock.millis();

        Walk(long workspace, String token) {
            this.workspace = workspace;
            this.token = token;
        }

        long bytes(String name) throws IOException {
            return workspace == Workspace.DEFAULT.id()
                    ? ofDefault()
                    : sum(new ArtifactPath(WORKSPACES + "/" + name), this::bytes);
        }

        /// All but what is in the folder of another workspace that there is.
        private long ofDefault() throws IOException {
            return sum(ArtifactPath.ROOT, file -> isOfWorkspaces(file) ? ofNobody(file.path()) : bytes(file));
        }

        private static boolean isOfWorkspaces(ArtifactFile file) {
            return file.isDirectory() && file.path().value().equals(WORKSPACES);
        }

        private long ofNobody(ArtifactPath workspaces) throws IOException {
            return sum(workspaces, file -> isWorkspace(file.path().name()) ? 0 : bytes(file));
        }

        private boolean isWorkspace(String name) {
            return database.read(tx -> new QuotaStore(tx).isWorkspace(name));
        }

        private long sum(ArtifactPath folder, Counting counting) throws IOException {
            long sum = 0;
            Listing page = Listing.NOTHING;
            do {
                page = store.list(folder, page.next(), PAGE);
                for (ArtifactFile file : page.files()) {
                    sum += counting.bytes(file);
                }
            } while (!page.isLast());
            return sum;
        }

        private long bytes(ArtifactFile file) throws IOException {
            long now = clock.millis();
            if (now - told > LEASE.toMillis() / 5) {
                database.write(tx -> {
                    new QuotaStore(tx).goOn(workspace, token, now + LEASE.toMillis());
                    return true;
                });
                told = now;
            }
            return file.isDirectory() ? store.bytes(file.path()) : file.size();
        }
    }

    /// How much of something that is listed counts.
    @FunctionalInterface
    private interface Counting {
        long bytes(ArtifactFile file) throws IOException;
    }
}
