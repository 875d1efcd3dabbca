package dev.cairn.importing.mlflow;

import dev.cairn.db.ReadOnlyDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Which tables and columns an MLflow database has. Its migrations are named by Alembic's revisions.
final class MlflowSchema {
    /// The revisions before that of MLflow 2.0, newest first.
    private static final Set<String> TOO_OLD = Set.of(
            "cc1f77228345",
            "0c779009ac13",
            "bd07f7e963c5",
            "c48cb773bb87",
            "39d1c3be5f05",
            "a8c4a736bde6",
            "84291f40a231",
            "27a6a02d2cf1",
            "728d730b5ebd",
            "0a8213491aaa",
            "cfd24bdc0731",
            "2b4d017a5e9b",
            "89d4b8295536",
            "7ac759974ad8",
            "df50e92ffc5e",
            "181f10493468",
            "90e64c465722",
            "451aebb31d03");

    private final ReadOnlyDatabase database;
    private final Map<String, Set<String>> columns = new HashMap<>();

    private MlflowSchema(ReadOnlyDatabase database) {
        this.database = database;
    }

    /// The schema of a database.
    ///
    /// @throws IllegalArgumentException with a sentence for the user if it is not one that can be read
    static MlflowSchema of(ReadOnlyDatabase database, String name) {
        MlflowSchema schema = new MlflowSchema(database);
        if (!schema.has("alembic_version") || !schema.has("experiments") || !schema.has("runs")) {
            throw new IllegalArgumentException(
                    "%s is not an MLflow database: it lacks the tables alembic_version, experiments or runs."
                            .formatted(name));
        }
        String revision = MlflowExperimentReader.revision(database);
        if (TOO_OLD.contains(revision)) {
            throw new IllegalArgumentException(
                    "%s has the schema of MLflow 1 (revision %s). Copy it, upgrade the copy with 'mlflow db upgrade URL' of MLflow 2 or 3, and import that."
                            .formatted(name, revision));
        }
        return schema;
    }

    boolean has(String table) {
        return !columnsOf(table).isEmpty();
    }

    boolean has(String table, String column) {
        return columnsOf(table).contains(column);
    }

    /// The column, or `NULL` under its name where the table lacks it.
    String orNull(String table, String column) {
        return has(table, column) ? column : "NULL AS " + column;
    }

    private Set<String> columnsOf(String table) {
        return columns.computeIfAbsent(table, database::columns);
    }
}
