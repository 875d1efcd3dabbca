package dev.cairn.serving;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Json;
import dev.cairn.protocol.serving.EndpointConfig;
import dev.cairn.protocol.serving.ListServingConfigs.Outcome;
import dev.cairn.protocol.serving.ListServingEvents.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The SQL of the configurations of endpoints.
record ConfigStore(Transaction tx) {
    /// What somebody asks an endpoint to serve, made whole and found to be there.
    ///
    /// @param models when the model of each entity was made, in milliseconds since 1970
    record Asked(EndpointConfig config, List<Long> models) {
        Asked {
            models = List.copyOf(models);
        }
    }

    private static final Row<StoredConfig> ROW = row -> new StoredConfig(
            row.getLong("endpoint"),
            row.getLong("version"),
            Json.read(row.getString("config").getBytes(StandardCharsets.UTF_8), EndpointConfig.class),
            Arrays.stream(row.getString("models").split(",", -1))
                    .map(Long::valueOf)
                    .toList(),
            served(row.getString("served")),
            row.getString("creator"),
            row.getLong("creation_time"),
            Outcome.valueOf(row.getString("outcome")),
            row.getLong("secrets_of"),
            row.getString("message"));

    private static List<String> served(@Nullable String stored) {
        return stored == null ? List.of() : List.of(stored.split(",", -1));
    }

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

    /// Of each endpoint the configuration that answers, and after it the newest one while that is pending.
    List<StoredConfig> needed() {
        return tx.query("""
                SELECT c.* FROM serving_endpoints e JOIN serving_configs c
                  ON c.endpoint = e.id AND c.version IN (e.active_version, e.last_version)
                WHERE c.version = e.active_version OR c.outcome = ?
                ORDER BY c.version
                """, ROW, Outcome.PENDING.name());
    }

    /// Adds a configuration that is to be made ready.
    ///
    /// @param version the next one of the endpoint
    void add(long endpoint, long version, Asked asked, String creator, long now) {
        tx.update(
                """
                INSERT INTO serving_configs
                  (endpoint, version, config, models, creator, creation_time, outcome, secrets_of)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                endpoint,
                version,
                new String(Json.write(asked.config()), StandardCharsets.UTF_8),
                asked.models().stream().map(String::valueOf).collect(Collectors.joining(",")),
                creator,
                now,
                Outcome.PENDING.name(),
                version);
        tx.update(
                "UPDATE serving_endpoints SET last_version = ?, last_update_time = ? WHERE id = ?",
                version,
                now,
                endpoint);
    }

    /// Lets a pending configuration answer from now on.
    ///
    /// @return whether it does; another server may have given it up, or its endpoint may be gone
    boolean activate(StoredConfig pending, long now) {
        if (end(pending, Outcome.SERVING, null)) {
            new EventStore(tx)
                    .add(
                            pending.endpoint(),
                            EventStore.Happened.of(Kind.CONFIG_SERVED, Long.toString(pending.version())),
                            "",
                            now);
            tx.update(
                    "UPDATE serving_configs SET outcome = ? WHERE endpoint = ? AND version < ? AND outcome = ?",
                    Outcome.SERVED.name(),
                    pending.endpoint(),
                    pending.version(),
                    Outcome.SERVING.name());
            tx.update(
                    "UPDATE serving_endpoints SET active_version = ? WHERE id = ?",
                    pending.version(),
                    pending.endpoint());
            return true;
        }
        return find(pending.endpoint(), pending.version())
                .filter(found -> found.outcome() == Outcome.SERVING)
                .isPresent();
    }

    /// Lets a configuration answer at once that serves what the one before does, with other shares.
    void go(StoredEndpoint endpoint, StoredConfig before, EndpointConfig config, long now) {
        long version = endpoint.lastVersion() + 1;
        add(endpoint.id(), version, new Asked(config, before.models()), before.creator(), now);
        tx.update("""
                UPDATE serving_configs SET
                  secrets_of = ?,
                  served = (SELECT served FROM serving_configs WHERE endpoint = ? AND version = ?)
                WHERE endpoint = ? AND version = ?
                """, before.secretsOf(), endpoint.id(), before.version(), endpoint.id(), version);
        if (!activate(find(endpoint.id(), version).orElseThrow(), now)) {
            throw new IllegalStateException("A configuration that nobody else knows was given up.");
        }
    }

    /// Gives up a pending configuration.
    ///
    /// @param why as it is stored
    void fail(StoredConfig pending, String why, long now) {
        if (end(pending, Outcome.FAILED, why)) {
            new EventStore(tx)
                    .add(
                            pending.endpoint(),
                            new EventStore.Happened(
                                    Kind.CONFIG_FAILED, Long.toString(pending.version()), null, null, why),
                            "",
                            now);
        }
    }

    /// Keeps the names that the models of a configuration have by now.
    void rename(StoredConfig renamed) {
        tx.update(
                "UPDATE serving_configs SET config = ? WHERE endpoint = ? AND version = ?",
                new String(Json.write(renamed.config()), StandardCharsets.UTF_8),
                renamed.endpoint(),
                renamed.version());
    }

    /// Keeps which versions answer.
    ///
    /// @return whether the configuration is still the one that does
    boolean keepServed(StoredConfig config, List<String> versions) {
        return tx.update(
                        "UPDATE serving_configs SET served = ? WHERE endpoint = ? AND version = ? AND outcome = ?",
                        String.join(",", versions),
                        config.endpoint(),
                        config.version(),
                        Outcome.SERVING.name())
                > 0;
    }

    private boolean end(StoredConfig pending, Outcome outcome, @Nullable String why) {
        return tx.update(
                        "UPDATE serving_configs SET outcome = ?, message = ? WHERE endpoint = ? AND version = ? AND outcome = ?",
                        outcome.name(),
                        why,
                        pending.endpoint(),
                        pending.version(),
                        Outcome.PENDING.name())
                > 0;
    }
}
