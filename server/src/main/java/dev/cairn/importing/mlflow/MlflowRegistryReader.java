package dev.cairn.importing.mlflow;

import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.importing.transfer.Place;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.ModelVersionStatus;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.registry.RegisteredModelCopy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the registry of an MLflow database.
final class MlflowRegistryReader {
    static final String DELETED = "Deleted_Internal";

    private final ReadOnlyDatabase database;
    private final MlflowSchema schema;
    private final String workspace;

    MlflowRegistryReader(ReadOnlyDatabase database, MlflowSchema schema, String workspace) {
        this.database = database;
        this.schema = schema;
        this.workspace = workspace;
    }

    List<String> names() {
        return schema.has("registered_models")
                ? database.query(
                        "SELECT name FROM registered_models WHERE %s = ? ORDER BY name"
                                .formatted(workspaceOf("registered_models")),
                        row -> row.getString(1),
                        workspace)
                : List.of();
    }

    /// A registered model with its versions.
    ///
    /// @param places makes the location of a version portable
    RegisteredModelCopy model(String name, UnaryOperator<String> places) {
        List<RegisteredModelAlias> aliases = aliases(name);
        List<RegisteredModelCopy.Version> versions = versions(name, aliases, places);
        long last = database.find(
                        "SELECT MAX(version) FROM model_versions WHERE %s = ? AND name = ?"
                                .formatted(workspaceOf("model_versions")),
                        row -> row.getLong(1),
                        workspace,
                        name)
                .orElse(0L);
        RegisteredModel model = database.find(
                        "SELECT * FROM registered_models WHERE %s = ? AND name = ?"
                                .formatted(workspaceOf("registered_models")),
                        row -> new RegisteredModel(
                                name,
                                row.getLong("creation_time"),
                                row.getLong("last_updated_time"),
                                emptyToNull(row.getString("description")),
                                List.of(),
                                tags(name),
                                aliases,
                                null),
                        workspace,
                        name)
                .orElseThrow();
        return new RegisteredModelCopy(model, versions, last);
    }

    private List<RegisteredModelCopy.Version> versions(
            String name, List<RegisteredModelAlias> aliases, UnaryOperator<String> places) {
        Map<Long, List<Tag>> tags = versionTags(name);
        return database.query(
                "SELECT * FROM model_versions WHERE %s = ? AND name = ? AND current_stage <> ? ORDER BY version"
                        .formatted(workspaceOf("model_versions")),
                row -> {
                    long number = row.getLong("version");
                    String source = Objects.requireNonNullElse(row.getString("source"), "");
                    String location = schema.has("model_versions", "storage_location")
                            ? Objects.requireNonNullElse(row.getString("storage_location"), source)
                            : source;
                    String portable = places.apply(location);
                    boolean follows = source.equals(location) && !portable.equals(location);
                    return new RegisteredModelCopy.Version(
                            version(
                                    row,
                                    name,
                                    follows ? "" : source,
                                    tags.getOrDefault(number, List.of()),
                                    aliasesOf(aliases, number)),
                            portable);
                },
                workspace,
                name,
                DELETED);
    }

    private static ModelVersion version(ResultSet row, String name, String source, List<Tag> tags, List<String> aliases)
            throws SQLException {
        return new ModelVersion(
                name,
                Long.toString(row.getLong("version")),
                row.getLong("creation_time"),
                row.getLong("last_updated_time"),
                row.getString("current_stage"),
                emptyToNull(row.getString("description")),
                source,
                Objects.requireNonNullElse(row.getString("run_id"), ""),
                ModelVersionStatus.READY,
                tags,
                Objects.requireNonNullElse(row.getString("run_link"), ""),
                aliases,
                Place.modelIn(source),
                emptyToNull(row.getString("user_id")));
    }

    private static List<String> aliasesOf(List<RegisteredModelAlias> aliases, long version) {
        return aliases.stream()
                .filter(alias -> alias.version().equals(Long.toString(version)))
                .map(RegisteredModelAlias::alias)
                .toList();
    }

    private List<RegisteredModelAlias> aliases(String name) {
        return schema.has("registered_model_aliases")
                ? database.query(
                        "SELECT alias, version FROM registered_model_aliases WHERE %s = ? AND name = ? ORDER BY alias"
                                .formatted(workspaceOf("registered_model_aliases")),
                        row -> new RegisteredModelAlias(row.getString(1), Long.toString(row.getLong(2))),
                        workspace,
                        name)
                : List.of();
    }

    private List<Tag> tags(String name) {
        return schema.has("registered_model_tags")
                ? database.query(
                        "SELECT key, value FROM registered_model_tags WHERE %s = ? AND name = ? ORDER BY key"
                                .formatted(workspaceOf("registered_model_tags")),
                        row -> new Tag(row.getString(1), row.getString(2)),
                        workspace,
                        name)
                : List.of();
    }

    private Map<Long, List<Tag>> versionTags(String name) {
        Map<Long, List<Tag>> tags = new HashMap<>();
        if (schema.has("model_version_tags")) {
            database.query(
                    "SELECT version, key, value FROM model_version_tags WHERE %s = ? AND name = ? ORDER BY key"
                            .formatted(workspaceOf("model_version_tags")),
                    row -> tags.computeIfAbsent(row.getLong(1), version -> new ArrayList<>())
                            .add(new Tag(row.getString(2), row.getString(3))),
                    workspace,
                    name);
        }
        return tags;
    }

    private String workspaceOf(String table) {
        return schema.has(table, "workspace") ? "workspace" : "'default'";
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
