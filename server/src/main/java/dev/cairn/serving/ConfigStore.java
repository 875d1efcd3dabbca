package dev.cairn.serving;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Json;
import dev.cairn.protocol.serving.EndpointConfig;
import dev.cairn.protocol.serving.ListServingConfigs.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of the configurations of endpoints.
record ConfigStore(Transaction tx) {
    private static final Row<StoredConfig> ROW = row -> new StoredConfig(
            row.getLong("endpoint"),
            row.getLong("version"),
            Json.read(row.getString("config").getBytes(StandardCharsets.UTF_8), EndpointConfig.class),
            row.getString("creator"),
            row.getLong("creation_time"),
            Outcome.valueOf(row.getString("outcome")),
            row.getString("message"));

    Optional<StoredConfig> find(long endpoint, long version) {
        return tx.find("SELECT * FROM serving_configs WHERE endpoint = ? AND version = ?", ROW, endpoint, version);
    }

    /// The newest first.
    List<StoredConfig> list(long endpoint, long offset, int most) {
        return tx.query(
                "SELECT * FROM serving_configs WHERE endpoint = ? ORDER BY version DESC LIMIT ? OFFSET ?",
                ROW,
                endpoint,
                most,
                offset);
    }

    /// Adds a configuration that is to be made ready.
    ///
    /// @param version the next one of the endpoint
    void add(long endpoint, long version, EndpointConfig config, String creator, long now) {
        tx.update(
                """
                INSERT INTO serving_configs (endpoint, version, config, creator, creation_time, outcome)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                endpoint,
                version,
                new String(Json.write(config), StandardCharsets.UTF_8),
                creator,
                now,
                Outcome.PENDING.name());
        tx.update(
                "UPDATE serving_endpoints SET last_version = ?, last_update_time = ? WHERE id = ?",
                version,
                now,
                endpoint);
    }

    /// Lets a pending configuration answer from now on.
    void activate(long endpoint, long version) {
        if (end(endpoint, version, Outcome.SERVING, null)) {
            tx.update(
                    "UPDATE serving_configs SET outcome = ? WHERE endpoint = ? AND version < ? AND outcome = ?",
                    Outcome.SERVED.name(),
                    endpoint,
                    version,
                    Outcome.SERVING.name());
            tx.update("UPDATE serving_endpoints SET active_version = ? WHERE id = ?", version, endpoint);
        }
    }

    /// Gives up a pending configuration.
    void fail(long endpoint, long version, String message) {
        end(endpoint, version, Outcome.FAILED, message);
    }

    private boolean end(long endpoint, long version, Outcome outcome, @Nullable String message) {
        return tx.update("""
                UPDATE serving_configs SET outcome = ?, message = ?
                WHERE endpoint = ? AND version = ? AND outcome = ?
                """, outcome.name(), message, endpoint, version, Outcome.PENDING.name()) > 0;
    }
}
