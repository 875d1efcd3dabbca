package dev.cairn.catalog;

import dev.cairn.access.Workspace;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.background.Background;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.registry.ModelVersionStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the files of versions lie: each in a folder of its own, whose name never changes. What is left behind is
/// cleared up in the background: folders of versions that are gone, and versions that nobody finished.
final class Folders {
    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

    /// How long a client may take from the first file to the last.
    static final Duration PATIENCE = Duration.ofHours(24);

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int AT_A_TIME = 100;

    private final Database database;
    private final Artifacts artifacts;
    private final Optional<Path> shared;
    private final InstantSource clock;

    /// @param shared the folder of the artifact store, if clients on this machine may write there by themselves
    Folders(Database database, Artifacts artifacts, Optional<Path> shared, InstantSource clock) {
        this.database = database;
        this.artifacts = artifacts;
        this.shared = shared;
        this.clock = clock;
    }

    void start(Background background) {
        background.every(PAUSE, "catalogue-sweep", this::sweep);
    }

    static String newFolder() {
        return "workspaces/%s/%s".formatted(Workspace.CATALOGUE.name(), UUID.randomUUID());
    }

    /// By which this server knows a folder.
    static String uri(String folder) {
        return Artifacts.SCHEME + "/" + folder;
    }

    /// By which clients know it.
    String location(String folder) {
        return shared.map(root -> root.resolve(folder).toUri().toString().replaceFirst("/$", ""))
                .orElse(uri(folder));
    }

    /// Whether there is anything in a folder.
    boolean hasFiles(String folder) {
        try {
            return !artifacts.list(new ArtifactPath(folder), "").files().isEmpty();
        } catch (IOException away) {
            throw ApiException.busy("The artifact store does not answer: try again later.");
        }
    }

    /// Has the files removed of all versions in something that goes.
    void forget(Transaction tx, long securable) {
        new FactStore(tx).discardIn(securable);
    }

    void sweep() {
        giveUp();
        List<String> folders = database.read(tx -> new FactStore(tx).garbage(AT_A_TIME));
        for (String folder : folders) {
            try {
                artifacts.delete(new ArtifactPath(folder));
                database.write(tx -> {
                    new FactStore(tx).emptied(folder);
                    return true;
                });
            } catch (IOException | ApiException failure) {
                LOG.warn("folder={} is emptied later", folder, failure);
            }
        }
    }

    /// Ends the registration of versions whose client is not coming back.
    private void giveUp() {
        long now = clock.millis();
        long since = now - PATIENCE.toMillis();
        database.write(tx -> {
            FactStore store = new FactStore(tx);
            for (Facts facts : store.pendingSince(since, AT_A_TIME)) {
                if (store.end(facts.securable(), facts.version(), ModelVersionStatus.FAILED_REGISTRATION, now, "")) {
                    store.discard(facts);
                }
            }
            return true;
        });
    }
}
