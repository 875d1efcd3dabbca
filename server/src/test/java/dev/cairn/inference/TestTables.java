package dev.cairn.inference;

import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.protocol.inference.InferenceTable;
import dev.cairn.protocol.inference.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tables of endpoints that are nothing but a row, and payloads for them.
final class TestTables {
    private TestTables() {}

    /// A table in a folder, of a new endpoint with a number.
    static StoredTable create(Database database, long endpoint, String folder, InferenceTable settings) {
        return database.write(tx -> {
            tx.update(
                    "INSERT INTO serving_endpoints (id, workspace_id, name, creator, creation_time, last_update_time, last_version) VALUES (?, ?, ?, 'u', 1, 1, 0)",
                    endpoint,
                    Workspace.DEFAULT.id(),
                    "e" + endpoint);
            new TableStore(tx).set(endpoint, folder, settings, List.of());
            return new TableStore(tx).find(endpoint).orElseThrow();
        });
    }

    /// What is kept of a request that was answered well.
    ///
    /// @param time milliseconds since 1970
    static Payload payload(long time, String version, @Nullable String request, @Nullable String response) {
        return new Payload(
                TimedIds.of(time),
                null,
                time,
                200,
                1,
                2,
                null,
                null,
                null,
                "e",
                "m",
                version,
                "u",
                request,
                response,
                null);
    }
}
