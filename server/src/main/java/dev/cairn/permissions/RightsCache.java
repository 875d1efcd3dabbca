package dev.cairn.permissions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cairn.access.Grant;
import dev.cairn.access.Rights;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import java.util.List;

/// Remembers what people may do, as long as nothing of it changes: it is asked for with a version that was read from
/// the
/// database in the same request.
final class RightsCache {
    /// Grants of all people together; one is some hundred bytes.
    private static final long MOST_GRANTS = 500_000;

    private final Database database;
    private final Cache<Key, Known> known = Caffeine.newBuilder()
            .maximumWeight(MOST_GRANTS)
            .weigher((Key key, Known rights) -> 1 + rights.size)
            .build();

    RightsCache(Database database) {
        this.database = database;
    }

    /// @param version as [RightsVersion] has it
    Rights of(long user, Workspace workspace, long version) {
        Key key = new Key(user, workspace.id());
        Known remembered = known.getIfPresent(key);
        if (remembered != null && remembered.version == version) {
            return remembered.rights;
        }
        List<Grant> grants = database.read(tx -> new RightsStore(tx).grants(user, workspace.id()));
        Known read = new Known(Rights.of(grants), version, grants.size());
        known.put(key, read);
        return read.rights;
    }

    private record Key(long user, long workspace) {}

    /// @param version at which the rights were asked for: what changed since then has a higher one
    private record Known(Rights rights, long version, int size) {}
}
