package dev.cairn.review;

import static dev.cairn.access.Resource.LABEL_SCHEMA;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.access.Caller;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.http.Json;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.LabelSchemaInput;
import dev.cairn.protocol.review.LabelSchemaType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The SQL of label schemas, inside one workspace.
final class LabelSchemaStore {
    private static final Row<LabelSchema> ROW = row -> new LabelSchema(
            row.getString("schema_id"),
            Long.toString(row.getLong("experiment_id")),
            row.getString("name"),
            LabelSchemaType.valueOf(row.getString("type")),
            row.getString("instruction"),
            row.getInt("enable_comment") != 0,
            Json.read(row.getString("input").getBytes(UTF_8), LabelSchemaInput.class),
            row.getLong("created_time"),
            row.getLong("last_update_time"),
            row.getInt("is_default") != 0);

    private static final String SELECT = """
            SELECT label_schemas.* FROM label_schemas
            JOIN experiments ON experiments.id = label_schemas.experiment_id
            WHERE experiments.workspace_id = ?
            """;

    private final Transaction tx;
    private final Caller caller;

    LabelSchemaStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    Optional<LabelSchema> find(String schemaId) {
        return tx.find(
                        SELECT + "AND label_schemas.schema_id = ?",
                        ROW,
                        caller.workspace().id(),
                        schemaId)
                .filter(this::admits);
    }

    /// A schema that no other transaction changes until this one ends.
    Optional<LabelSchema> locked(String schemaId) {
        return tx.find(
                        SELECT + "AND label_schemas.schema_id = ? " + tx.locking("label_schemas"),
                        ROW,
                        caller.workspace().id(),
                        schemaId)
                .filter(this::admits);
    }

    Optional<LabelSchema> findByName(long experiment, String name) {
        return tx.find(
                        SELECT + "AND label_schemas.experiment_id = ? AND label_schemas.name = ?",
                        ROW,
                        caller.workspace().id(),
                        experiment,
                        name)
                .filter(this::admits);
    }

    private boolean admits(LabelSchema schema) {
        return Guard.admits(caller, LABEL_SCHEMA, schema.experimentId());
    }

    List<LabelSchema> list(long experiment, long offset, int most) {
        return tx.query(SELECT + """
                AND label_schemas.experiment_id = ?
                ORDER BY label_schemas.created_time DESC, label_schemas.schema_id LIMIT ? OFFSET ?
                """, ROW, caller.workspace().id(), experiment, most, offset);
    }

    /// What is asked about the traces of a queue, in the order in which it was made: a person's own has all questions
    /// of its experiment.
    List<LabelSchema> ofQueue(StoredQueue queue) {
        return switch (queue.type()) {
            case USER -> tx.query(SELECT + """
                    AND label_schemas.experiment_id = ?
                    ORDER BY label_schemas.created_time, label_schemas.schema_id
                    """, ROW, caller.workspace().id(), queue.experiment());
            case CUSTOM -> tx.query(SELECT + """
                    AND label_schemas.schema_id IN (SELECT schema_id FROM review_queue_schemas WHERE queue = ?)
                    ORDER BY label_schemas.created_time, label_schemas.schema_id
                    """, ROW, caller.workspace().id(), queue.id());
        };
    }

    /// Those of some ids that are schemas of an experiment.
    Set<String> known(long experiment, Collection<String> schemaIds) {
        return new HashSet<>(tx.queryIn(
                "SELECT schema_id FROM label_schemas WHERE experiment_id = ? AND schema_id IN (:ids)",
                row -> row.getString(1),
                schemaIds,
                experiment));
    }

    /// Adds a schema, unless the experiment has one of its name: then it is not added, which is the answer.
    boolean insert(LabelSchema schema) {
        return tx.update(
                        """
                        INSERT INTO label_schemas
                          (schema_id, experiment_id, name, type, instruction, enable_comment, input, is_default,
                           created_time, last_update_time)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (experiment_id, name) DO NOTHING
                        """,
                        schema.schemaId(),
                        Long.parseLong(schema.experimentId()),
                        schema.name(),
                        schema.type().name(),
                        schema.instruction(),
                        schema.enableComment() ? 1 : 0,
                        json(schema.input()),
                        schema.isDefault() ? 1 : 0,
                        schema.createdAt(),
                        schema.lastUpdatedAt())
                > 0;
    }

    void update(LabelSchema schema) {
        tx.update(
                """
                UPDATE label_schemas
                SET name = ?, instruction = ?, enable_comment = ?, input = ?, last_update_time = ?
                WHERE schema_id = ?
                """,
                schema.name(),
                schema.instruction(),
                schema.enableComment() ? 1 : 0,
                json(schema.input()),
                schema.lastUpdatedAt(),
                schema.schemaId());
    }

    void delete(String schemaId) {
        tx.update("DELETE FROM label_schemas WHERE schema_id = ?", schemaId);
    }

    private static String json(LabelSchemaInput input) {
        return new String(Json.write(input), UTF_8);
    }
}
