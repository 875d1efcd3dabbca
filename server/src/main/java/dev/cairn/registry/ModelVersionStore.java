package dev.cairn.registry;

import static dev.cairn.access.Resource.MODEL_VERSION;

import dev.cairn.access.Caller;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.tracking.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of model versions, inside one workspace. Deleted versions are not seen.
final class ModelVersionStore {
    private static final Row<StoredVersion> ROW = row -> new StoredVersion(
            row.getLong("id"),
            row.getLong("model"),
            row.getString("name"),
            row.getLong("version"),
            row.getString("stage"),
            row.getString("description"),
            new Origin(
                    row.getString("source"),
                    row.getString("location"),
                    row.getString("run_id"),
                    row.getString("model_id"),
                    Row.longOrNull(row, "copied_from")),
            row.getString("run_link"),
            row.getLong("creation_time"),
            row.getLong("last_update_time"),
            row.getString("user_name"));

    private final Transaction tx;
    private final Caller caller;

    ModelVersionStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    Optional<StoredVersion> find(String name, long version) {
        return tx.find(
                        """
                SELECT v.*, m.name, %s FROM model_versions v JOIN registered_models m ON m.id = v.model
                WHERE m.workspace_id = ? AND m.name = ? AND v.version = ? AND v.stage <> 'Deleted_Internal'
                """.formatted(ReachedModelQuery.IS_PROMPT),
                        ReachedModelQuery.admitted(caller, MODEL_VERSION, ROW),
                        caller.workspace().id(),
                        name,
                        version)
                .flatMap(found -> found);
    }

    /// The newest version of each stage of each model, by number.
    List<StoredVersion> latest(long... models) {
        return tx.queryIn("""
                SELECT v.*, m.name
                FROM (SELECT model, MAX(version) AS version FROM model_versions
                      WHERE model IN (:ids) AND stage <> 'Deleted_Internal'
                      GROUP BY model, stage) newest
                JOIN model_versions v ON v.model = newest.model AND v.version = newest.version
                JOIN registered_models m ON m.id = v.model
                ORDER BY v.model, v.version
                """, ROW, models);
    }

    /// All versions of a model by number.
    List<StoredVersion> all(long model) {
        return tx.query("""
                SELECT v.*, m.name FROM model_versions v JOIN registered_models m ON m.id = v.model
                WHERE m.workspace_id = ? AND v.model = ? AND v.stage <> 'Deleted_Internal' ORDER BY v.version
                """, ROW, caller.workspace().id(), model);
    }

    /// Where the versions have their files that were made of runs or logged models among some names.
    List<Place> madeOf(List<String> names) {
        List<Place> places = new ArrayList<>();
        for (String maker : List.of("run_id", "model_id")) {
            places.addAll(tx.queryIn(
                    """
                    SELECT m.name, v.location FROM model_versions v JOIN registered_models m ON m.id = v.model
                    WHERE m.workspace_id = ? AND v.stage <> 'Deleted_Internal' AND v.%s IN (:ids)
                    """.formatted(maker),
                    row -> new Place(row.getString(1), row.getString(2)),
                    names,
                    caller.workspace().id()));
        }
        return places;
    }

    /// @param model    the name of the registered model
    /// @param location of the files of a version
    record Place(String model, String location) {}

    /// Adds a version and returns the number of its row.
    long insert(StoredVersion version) {
        return tx.number(
                """
                INSERT INTO model_versions (workspace_id, model, version, stage, description, source, location, run_id,
                  run_link, model_id, user_name, copied_from, creation_time, last_update_time)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING id
                """,
                caller.workspace().id(),
                version.model(),
                version.version(),
                version.stage(),
                version.description(),
                version.origin().source(),
                version.origin().location(),
                version.origin().runId(),
                version.runLink(),
                version.origin().modelId(),
                version.userId(),
                version.origin().version(),
                version.creationTime(),
                version.lastUpdateTime());
    }

    void update(long id, @Nullable String description, long now) {
        tx.update("UPDATE model_versions SET description = ?, last_update_time = ? WHERE id = ?", description, now, id);
    }

    void setStage(long id, Stage stage, long now) {
        tx.update("UPDATE model_versions SET stage = ?, last_update_time = ? WHERE id = ?", stage.wireName(), now, id);
    }

    /// Archives the versions of a stage, but for one, and returns their numbers.
    List<Long> archiveOthers(StoredVersion but, Stage stage, long now) {
        return tx.query(
                """
                UPDATE model_versions SET stage = ?, last_update_time = ? WHERE model = ? AND stage = ? AND id <> ?
                RETURNING version
                """, row -> row.getLong(1), Stage.ARCHIVED.wireName(), now, but.model(), stage.wireName(), but.id());
    }

    /// Takes all aliases from a version and returns them.
    List<String> deleteAliases(StoredVersion version) {
        return tx.query(
                "DELETE FROM model_aliases WHERE model = ? AND version = ? RETURNING alias",
                row -> row.getString(1),
                version.model(),
                version.version());
    }

    /// Hides a version for good. Its row and its tags stay.
    void delete(StoredVersion version, long now) {
        tx.update("""
                UPDATE model_versions SET stage = 'Deleted_Internal', description = NULL, model_id = NULL, copied_from = NULL,
                  source = 'REDACTED-SOURCE-PATH', location = 'REDACTED-SOURCE-PATH', run_id = 'REDACTED-RUN-ID',
                  run_link = 'REDACTED-RUN-LINK', last_update_time = ?
                WHERE id = ?
                """, now, version.id());
    }

    void setTag(long id, Tag tag) {
        tx.update("""
                INSERT INTO model_version_tags (version_id, name, value) VALUES (?, ?, ?)
                ON CONFLICT (version_id, name) DO UPDATE SET value = excluded.value
                """, id, tag.key(), tag.value());
    }

    /// Whether there was one.
    boolean deleteTag(long id, String key) {
        return tx.update("DELETE FROM model_version_tags WHERE version_id = ? AND name = ?", id, key) == 1;
    }

    /// Versions with their tags and aliases, in the order given.
    List<ModelVersion> whole(List<StoredVersion> versions) {
        Map<Long, List<Tag>> tags =
                tags(versions.stream().mapToLong(StoredVersion::id).toArray());
        Map<Key, List<String>> aliases = aliases(
                versions.stream().mapToLong(StoredVersion::model).distinct().toArray());
        return versions.stream()
                .map(version -> version.with(
                        tags.getOrDefault(version.id(), List.of()),
                        aliases.getOrDefault(new Key(version.model(), version.version()), List.of())))
                .toList();
    }

    List<Tag> tags(long id) {
        return tags(new long[] {id}).getOrDefault(id, List.of());
    }

    private Map<Long, List<Tag>> tags(long[] ids) {
        Map<Long, List<Tag>> found = new HashMap<>();
        tx.queryIn(
                "SELECT version_id, name, value FROM model_version_tags WHERE version_id IN (:ids) ORDER BY name",
                row -> found.computeIfAbsent(row.getLong(1), version -> new ArrayList<>())
                        .add(new Tag(row.getString(2), row.getString(3))),
                ids);
        return found;
    }

    private Map<Key, List<String>> aliases(long[] models) {
        Map<Key, List<String>> found = new HashMap<>();
        tx.queryIn(
                "SELECT model, version, alias FROM model_aliases WHERE model IN (:ids) ORDER BY alias",
                row -> found.computeIfAbsent(new Key(row.getLong(1), row.getLong(2)), key -> new ArrayList<>())
                        .add(row.getString(3)),
                models);
        return found;
    }

    /// What an alias points to.
    private record Key(long model, long version) {}
}
