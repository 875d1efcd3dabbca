package dev.cairn.registry;

import static dev.cairn.access.Resource.MODEL_VERSION;
import static dev.cairn.access.Resource.REGISTERED_MODEL;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The SQL of registered models, inside one workspace.
final class RegisteredModelStore {
    private static final Row<StoredModel> ROW = row -> new StoredModel(
            row.getLong("id"),
            row.getString("name"),
            row.getString("description"),
            row.getLong("creation_time"),
            row.getLong("last_update_time"),
            row.getString("user_name"));

    private final Transaction tx;
    private final Caller caller;

    RegisteredModelStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    Optional<StoredModel> find(String name) {
        return tx.find(
                        "SELECT m.*, " + ReachedModelQuery.IS_PROMPT
                                + " FROM registered_models m WHERE m.workspace_id = ? AND m.name = ?",
                        ReachedModelQuery.admitted(caller, REGISTERED_MODEL, ROW),
                        caller.workspace().id(),
                        name)
                .flatMap(found -> found);
    }

    /// Whether what has a name is a prompt, whoever may see it; empty if nothing has it.
    Optional<Boolean> isPrompt(String name) {
        return tx.find(
                "SELECT " + ReachedModelQuery.IS_PROMPT
                        + " FROM registered_models m WHERE m.workspace_id = ? AND m.name = ?",
                row -> row.getBoolean(1),
                caller.workspace().id(),
                name);
    }

    /// Keeps others from moving or deleting versions of a model until the transaction ends.
    void lock(String name) {
        tx.find(
                "SELECT 1 FROM registered_models WHERE workspace_id = ? AND name = ? "
                        + tx.locking("registered_models"),
                row -> 1,
                caller.workspace().id(),
                name);
    }

    /// Adds a model; empty if the name is taken.
    ///
    /// @param userId who made it; null if nobody knows
    Optional<StoredModel> insert(String name, String description, @Nullable String userId, long now) {
        return tx.find("""
                INSERT INTO registered_models
                  (workspace_id, name, description, user_name, creation_time, last_update_time, last_version)
                VALUES (?, ?, ?, ?, ?, ?, 0)
                ON CONFLICT (workspace_id, name) DO NOTHING
                RETURNING *
                """, ROW, caller.workspace().id(), name, description, userId, now, now);
    }

    void update(long id, String description, long now) {
        tx.update(
                "UPDATE registered_models SET description = ?, last_update_time = ? WHERE id = ?",
                description,
                now,
                id);
    }

    /// Renames a model; its versions count as updated too.
    void rename(long id, String name, long now) {
        tx.update("UPDATE registered_models SET name = ?, last_update_time = ? WHERE id = ?", name, now, id);
        tx.update("UPDATE model_versions SET last_update_time = ? WHERE model = ?", now, id);
    }

    void touch(long id, long now) {
        tx.update("UPDATE registered_models SET last_update_time = ? WHERE id = ?", now, id);
    }

    /// The number of the next version, which is never given again. Others who want one wait for this transaction.
    long takeVersion(long id, long now) {
        return tx.number("""
                UPDATE registered_models SET last_version = last_version + 1, last_update_time = ?
                WHERE id = ?
                RETURNING last_version
                """, now, id);
    }

    /// Sets what follows from versions that were added with their numbers.
    void continueBehind(long id, long lastVersion, long lastUpdateTime) {
        tx.update("""
                UPDATE registered_models SET last_update_time = ?, last_version =
                  CASE WHEN ? > (SELECT COALESCE(MAX(version), 0) FROM model_versions WHERE model = ?) THEN ?
                  ELSE (SELECT COALESCE(MAX(version), 0) FROM model_versions WHERE model = ?) END
                WHERE id = ?
                """, lastUpdateTime, lastVersion, id, lastVersion, id, id);
    }

    long lastVersion(long id) {
        return tx.number("SELECT last_version FROM registered_models WHERE id = ?", id);
    }

    /// Names in the order of the alphabet, from behind one.
    List<String> names(String after, int limit) {
        return tx.query(
                "SELECT name FROM registered_models WHERE workspace_id = ? AND name > ? ORDER BY name LIMIT ?",
                row -> row.getString(1),
                caller.workspace().id(),
                after,
                limit);
    }

    /// Those of some names that are taken.
    Set<String> known(Collection<String> names) {
        return Set.copyOf(tx.queryIn(
                "SELECT name FROM registered_models WHERE workspace_id = ? AND name IN (:ids)",
                row -> row.getString(1),
                names,
                caller.workspace().id()));
    }

    /// Removes a model and all that belongs to it.
    void delete(long id) {
        tx.update("DELETE FROM registered_models WHERE id = ?", id);
    }

    void setTag(long id, Tag tag) {
        tx.update("""
                INSERT INTO registered_model_tags (model, name, value) VALUES (?, ?, ?)
                ON CONFLICT (model, name) DO UPDATE SET value = excluded.value
                """, id, tag.key(), tag.value());
    }

    /// Whether there was one.
    boolean deleteTag(long id, String key) {
        return tx.update("DELETE FROM registered_model_tags WHERE model = ? AND name = ?", id, key) == 1;
    }

    List<Tag> tags(long id) {
        return tags(new long[] {id}).getOrDefault(id, List.of());
    }

    /// Models with their tags, aliases and latest versions, in the order given.
    List<RegisteredModel> whole(List<StoredModel> models) {
        long[] ids = models.stream().mapToLong(StoredModel::id).toArray();
        Map<Long, List<Tag>> tags = tags(ids);
        Map<Long, List<RegisteredModelAlias>> aliases = aliases(ids);
        Map<String, List<ModelVersion>> latest = new HashMap<>();
        ModelVersionStore versions = new ModelVersionStore(tx, caller);
        versions.whole(versions.latest(ids)).stream()
                .filter(version -> caller.rights().level(MODEL_VERSION, version.name()) != Level.NONE)
                .forEach(version -> latest.computeIfAbsent(version.name(), name -> new ArrayList<>())
                        .add(version));
        return models.stream()
                .map(model -> model.with(
                        latest.getOrDefault(model.name(), List.of()),
                        tags.getOrDefault(model.id(), List.of()),
                        aliases.getOrDefault(model.id(), List.of())))
                .toList();
    }

    private Map<Long, List<Tag>> tags(long[] ids) {
        Map<Long, List<Tag>> found = new HashMap<>();
        tx.queryIn(
                "SELECT model, name, value FROM registered_model_tags WHERE model IN (:ids) ORDER BY name",
                row -> found.computeIfAbsent(row.getLong(1), model -> new ArrayList<>())
                        .add(new Tag(row.getString(2), row.getString(3))),
                ids);
        return found;
    }

    private Map<Long, List<RegisteredModelAlias>> aliases(long[] ids) {
        Map<Long, List<RegisteredModelAlias>> found = new HashMap<>();
        tx.queryIn(
                "SELECT model, alias, version FROM model_aliases WHERE model IN (:ids) ORDER BY alias",
                row -> found.computeIfAbsent(row.getLong(1), model -> new ArrayList<>())
                        .add(new RegisteredModelAlias(row.getString(2), Long.toString(row.getLong(3)))),
                ids);
        return found;
    }
}
