package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.lineage.Told;
import dev.cairn.protocol.catalog.TemporaryCredentials;
import dev.cairn.protocol.lineage.LineageDirection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What clients ask for before they move files by themselves. The store's own credentials go to nobody: clients
/// are told to use URLs of this server.
final class Credentials {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String BY_URLS = "DEFAULT_STORAGE";

    private final Versions versions;
    private final InstantSource clock;

    Credentials(Versions versions, InstantSource clock) {
        this.versions = versions;
        this.clock = clock;
    }

    /// @param operation a word with `READ_WRITE` in it to write
    /// @param header    of who reads the files, in which they say what they run in
    TemporaryCredentials of(
            Caller caller, FullName name, String version, @Nullable String operation, @Nullable String header) {
        if (operation != null && operation.contains("READ_WRITE")) {
            versions.folderToWrite(caller, name, version);
        } else {
            versions.folderToRead(caller, name, version);
            List<Told> told = Told.header(header, LineageDirection.DOWNSTREAM);
            if (!told.isEmpty()) {
                versions.tell(caller, name, version, told);
            }
        }
        return new TemporaryCredentials(clock.millis() + LIFE.toMillis(), BY_URLS);
    }
}
