package dev.cairn.trash;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.BulkInsert;
import dev.cairn.db.ColumnType;
import dev.cairn.db.Reached;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The SQL of what is in the trash, inside one workspace.
final class TrashStore {
    private static final Row<Item> ROW = row -> new Item(
            Kind.valueOf(row.getString("kind")),
            row.getLong("number"),
            row.getString("item"),
            row.getString("name"),
            row.getLong("experiment_id"),
            row.getString("experiment_name"),
            row.getLong("deleted_time"),
            row.getString("artifact_uri"),
            row.getString("location"),
            row.getInt("is_moved") > 0);

    private static final String EXPERIMENTS = """
            SELECT 'EXPERIMENT' AS kind, e.id AS number, CAST(e.id AS VARCHAR(20)) AS item, e.name, e.id AS experiment_id, e.name AS experiment_name,
              e.last_update_time AS deleted_time, e.artifact_location AS artifact_uri, e.artifact_location AS location,
              0 AS is_moved, e.workspace_id, e.lifecycle_stage AS stage
            FROM experiments e
            """;
    private static final String RUNS = """
            SELECT 'RUN' AS kind, r.id AS number, r.run_id AS item, r.name, r.experiment_id, e.name AS experiment_name,
              COALESCE(r.deleted_time, %d) AS deleted_time, r.artifact_uri, e.artifact_location AS location,
              r.is_moved, e.workspace_id, r.lifecycle_stage AS stage
            FROM runs r JOIN experiments e ON e.id = r.experiment_id
            """.formatted(Item.SOME_TIME);
    private static final String MODELS = """
            SELECT 'LOGGED_MODEL' AS kind, m.id AS number, m.model_id AS item, m.name, m.experiment_id, e.name AS experiment_name,
              m.last_update_time AS deleted_time, m.artifact_uri, e.artifact_location AS location,
              m.is_moved, e.workspace_id, m.lifecycle_stage AS stage
            FROM logged_models m JOIN experiments e ON e.id = m.experiment_id
            """;

    /// What is being purged with its experiment is not in the trash any more.
    private static final String TRACES = """
            SELECT 'TRACE' AS kind, d.id AS number, d.trace_id AS item, COALESCE(t.name, '') AS name, d.experiment_id,
              e.name AS experiment_name, d.deleted_time, rtrim(e.artifact_location, '/') || '/traces/' || d.trace_id || '/artifacts' AS artifact_uri,
              e.artifact_location AS location, 0 AS is_moved, e.workspace_id, d.lifecycle_stage AS stage
            FROM deleted_traces d JOIN traces t ON t.id = d.id
            JOIN experiments e ON e.id = d.experiment_id AND e.lifecycle_stage <> 'purging'
            """;

    private static final BulkInsert PURGES = new BulkInsert(
            "INSERT INTO purges (workspace_id, kind, item, marked_time, stage, name)",
            List.of(
                    ColumnType.LONG,
                    ColumnType.TEXT,
                    ColumnType.LONG,
                    ColumnType.LONG,
                    ColumnType.TEXT,
                    ColumnType.TEXT),
            """
            ON CONFLICT (kind, item) DO UPDATE SET marked_time = excluded.marked_time, stage = excluded.stage,
              name = excluded.name, begun = 0
            """);

    private final Transaction tx;
    private final Caller caller;

    TrashStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    private static String of(Kind kind) {
        return switch (kind) {
            case EXPERIMENT -> EXPERIMENTS;
            case RUN -> RUNS;
            case LOGGED_MODEL -> MODELS;
            case TRACE -> TRACES;
        };
    }

    private String wanted() {
        return """
                WHERE stage = 'deleted' AND workspace_id = ? AND deleted_time < ? AND ? IN (experiment_id, -1)
                  AND (? = '%%' OR %s LIKE ? ESCAPE '!' OR %s LIKE ? ESCAPE '!')
                """.formatted(tx.dialect().lower("name"), tx.dialect().lower("item"));
    }

    /// A page of the trash, last deleted first.
    List<Item> page(List<Kind> kinds, TrashFilter filter, long offset, int limit) {
        List<String> each = new ArrayList<>();
        List<Object> binds = new ArrayList<>();
        for (Kind kind : kinds) {
            Reached reached = reached(kind);
            each.add("SELECT * FROM (" + of(kind) + ") " + kind.table() + "_in_trash WHERE "
                    + reached.byId("experiment_id"));
            binds.add(reached.ids());
        }
        binds.addAll(filter.binds(caller.workspace()));
        binds.addAll(List.of(limit, offset));
        return tx.query(
                "SELECT * FROM (" + String.join(" UNION ALL ", each) + ") trash " + wanted()
                        + " ORDER BY deleted_time DESC, kind, number LIMIT ? OFFSET ?",
                ROW,
                binds.toArray());
    }

    /// What of a kind the caller may do with what they ask for.
    private Reached reached(Kind kind) {
        return new Reached(tx, Guard.reach(caller, kind.resource()));
    }

    /// How much of a kind is in the trash.
    long count(Kind kind, TrashFilter filter) {
        Reached reached = reached(kind);
        List<Object> binds = new ArrayList<>(filter.binds(caller.workspace()));
        binds.add(reached.ids());
        return tx.number(
                "SELECT COUNT(*) FROM (" + of(kind) + ") trash " + wanted() + " AND " + reached.byId("experiment_id"),
                binds.toArray());
    }

    /// How many experiments have a tag.
    long experimentsTagged(String tag) {
        Reached reached = reached(Kind.EXPERIMENT);
        return tx.number(
                """
                SELECT COUNT(*) FROM experiments e JOIN experiment_tags t ON t.experiment_id = e.id
                WHERE t.name = ? AND e.workspace_id = ? AND e.lifecycle_stage = 'active' AND %s
                """.formatted(reached.byId("e.id")), tag, caller.workspace().id(), reached.ids());
    }

    /// How far the purges of the workspace are: how many things are left, how many of them have begun to go, and when
    /// the first was marked.
    PurgesLeft purges() {
        return tx.find(
                        "SELECT COUNT(*), COALESCE(SUM(begun), 0), COALESCE(MIN(marked_time), 0) FROM purges WHERE workspace_id = ?",
                        row -> new PurgesLeft(row.getLong(1), row.getLong(2), row.getLong(3)),
                        caller.workspace().id())
                .orElseThrow();
    }

    record PurgesLeft(long left, long begun, long since) {}

    /// The last of what is marked now, 0 where nothing is.
    long lastMark() {
        return tx.number(
                "SELECT COALESCE(MAX(id), 0) FROM purges WHERE workspace_id = ?",
                caller.workspace().id());
    }

    /// Puts some of what is marked and has not begun to go back to where it was.
    ///
    /// @param last the last mark that counts
    /// @return how many
    int unmarkSome(long last, int limit) {
        List<Mark> marks = tx.query(
                "SELECT kind, item FROM purges WHERE workspace_id = ? AND begun = 0 AND id <= ? ORDER BY id LIMIT ? "
                        + tx.removing("purges"),
                row -> new Mark(Kind.valueOf(row.getString("kind")), row.getLong("item")),
                caller.workspace().id(),
                last,
                limit);
        marks.forEach(mark -> unmark(mark.kind, mark.number));
        return marks.size();
    }

    private record Mark(Kind kind, long number) {}

    /// Deleted items of a kind in the order of their numbers, from behind one.
    List<Item> candidates(Kind kind, Selection selection, long after, int limit) {
        Reached reached = reached(kind);
        String sql = "SELECT * FROM (" + of(kind)
                + ") trash WHERE stage = 'deleted' AND workspace_id = ? AND deleted_time < ? AND number > ? AND "
                + reached.byId("experiment_id");
        String order = " ORDER BY number LIMIT " + limit;
        if (selection.experiments().isEmpty()) {
            return tx.query(sql + order, ROW, caller.workspace().id(), selection.deletedBefore(), after, reached.ids());
        }
        long[] ids = selection.experiments().stream().mapToLong(Long::longValue).toArray();
        return tx.queryIn(
                sql + " AND experiment_id IN (:ids)" + order,
                ROW,
                ids,
                caller.workspace().id(),
                selection.deletedBefore(),
                after,
                reached.ids());
    }

    /// Items of a kind by their ids, in whatever stage but purging.
    Map<String, Item> byIds(Kind kind, List<String> ids) {
        Map<String, Item> found = new HashMap<>();
        tx
                .queryIn(
                        "SELECT * FROM (" + of(kind)
                                + ") trash WHERE workspace_id = ? AND stage <> 'purging' AND item IN (:ids)",
                        ROW,
                        ids,
                        caller.workspace().id())
                .stream()
                .filter(item -> Guard.admits(caller, kind.resource(), item.experiment()))
                .forEach(item -> found.put(item.id(), item));
        return found;
    }

    boolean isDeleted(Item item) {
        return stage(item).filter("deleted"::equals).isPresent();
    }

    private Optional<String> stage(Item item) {
        return tx.find(
                "SELECT lifecycle_stage FROM " + item.kind().table() + " WHERE id = ?",
                row -> row.getString(1),
                item.number());
    }

    /// An item that is being purged.
    Optional<Item> purging(Kind kind, long number) {
        return tx.find("SELECT * FROM (" + of(kind) + ") trash WHERE number = ? AND stage = 'purging'", ROW, number);
    }

    /// Those of some traces that are being purged.
    static List<Item> purgingTraces(Transaction tx, List<Long> numbers) {
        return tx.queryIn(
                "SELECT * FROM (" + TRACES + ") trash WHERE stage = 'purging' AND number IN (:ids)",
                ROW,
                numbers.stream().mapToLong(Long::longValue).toArray());
    }

    /// The logged models of an experiment that are not being purged, deleted or not, from behind one.
    List<Item> modelsOf(long experiment, long after, int limit) {
        return tx.query(
                "SELECT * FROM (" + MODELS
                        + ") trash WHERE experiment_id = ? AND stage <> 'purging' AND number > ? ORDER BY number LIMIT ?",
                ROW,
                experiment,
                after,
                limit);
    }

    /// How many runs and logged models of an experiment are not being purged.
    long left(long experiment) {
        return tx.number("""
                SELECT (SELECT COUNT(*) FROM runs WHERE experiment_id = ? AND lifecycle_stage <> 'purging')
                  + (SELECT COUNT(*) FROM logged_models WHERE experiment_id = ? AND lifecycle_stage <> 'purging')
                """, experiment, experiment);
    }

    /// Hides items of a kind for good, and notes that they have to go.
    ///
    /// @param evenActive whether logged models that are not deleted go too, as long as their experiment is
    /// @return how many: others were restored, or marked, meanwhile
    int mark(Kind kind, List<Item> items, boolean evenActive, long now) {
        String stages = evenActive
                ? " AND lifecycle_stage <> 'purging' AND experiment_id IN (SELECT id FROM experiments WHERE lifecycle_stage = 'deleted')"
                : " AND lifecycle_stage = 'deleted'";
        String name = kind == Kind.EXPERIMENT ? "name" : "NULL";
        List<@Nullable Object[]> purges = tx.queryIn(
                "SELECT id, lifecycle_stage, " + name + " AS name FROM " + kind.table() + " WHERE id IN (:ids)" + stages
                        + " ORDER BY id " + tx.locking(kind.table()),
                row -> new @Nullable Object[] {
                    caller.workspace().id(),
                    kind.name(),
                    row.getLong("id"),
                    now,
                    row.getString("lifecycle_stage"),
                    row.getString("name")
                },
                items.stream().mapToLong(Item::number).toArray());
        long[] ids = purges.stream()
                .mapToLong(row -> (Long) Objects.requireNonNull(row[2]))
                .toArray();
        tx.updateIn("UPDATE " + kind.table() + " SET lifecycle_stage = 'purging' WHERE id IN (:ids)", ids);
        if (kind == Kind.EXPERIMENT) {
            tx.queryIn(
                    "UPDATE experiments SET name = 'purging ' || id || ' ' || ? WHERE id IN (:ids) RETURNING id",
                    row -> row.getLong(1),
                    ids,
                    UUID.randomUUID().toString());
        }
        tx.insertAll(PURGES, purges);
        return ids.length;
    }

    /// Puts an item that something needs after all back to where it was.
    void unmark(Kind kind, long number) {
        tx.find(
                        "SELECT stage, name FROM purges WHERE kind = ? AND item = ?",
                        row -> new Former(row.getString("stage"), row.getString("name")),
                        kind.name(),
                        number)
                .ifPresent(former -> putBack(kind, number, former));
        new PurgeStore(tx).forget(kind, number);
    }

    private void putBack(Kind kind, long number, Former former) {
        tx.update("UPDATE " + kind.table() + " SET lifecycle_stage = ? WHERE id = ?", former.stage, number);
        if (former.name != null) {
            String second = "%s (%d)".formatted(former.name, number);
            String name = isNameFree(former.name) ? former.name : second;
            if (isNameFree(name)) {
                tx.update("UPDATE experiments SET name = ? WHERE id = ?", name, number);
            }
        }
    }

    private boolean isNameFree(String name) {
        return tx.find(
                        "SELECT 1 FROM experiments WHERE workspace_id = ? AND name = ?",
                        row -> 1,
                        caller.workspace().id(),
                        name)
                .isEmpty();
    }

    /// What something was before it was marked.
    private record Former(String stage, @Nullable String name) {}

    /// The version of the workspace's own registered model that was made of a run or a logged model, as `NAME version
    /// N`: what others say that theirs are made of keeps nothing here.
    Optional<String> versionOf(Item item) {
        String column = item.kind() == Kind.RUN ? "run_id" : "model_id";
        return tx.find(
                """
                SELECT m.name, v.version FROM model_versions v JOIN registered_models m ON m.id = v.model
                WHERE v.stage <> 'Deleted_Internal' AND v.%s = ? AND m.workspace_id = ? ORDER BY v.id LIMIT 1
                """.formatted(column),
                row -> row.getString(1) + " version " + row.getLong(2),
                item.id(),
                caller.workspace().id());
    }

    /// The logged models that a run made and that are not being purged, with the place of their files.
    Map<String, String> modelPlaces(Item run) {
        Map<String, String> places = new HashMap<>();
        tx.query(
                "SELECT model_id, artifact_uri FROM logged_models WHERE source_run_id = ? AND lifecycle_stage <> 'purging'",
                row -> places.put(row.getString(1), row.getString(2)),
                run.id());
        return places;
    }

    /// Whether runs or logged models of other experiments keep files in an experiment's folder.
    boolean isSharedByRuns(Item experiment) {
        return tx.find(
                        """
                SELECT 1 FROM runs WHERE experiment_id <> ? AND substr(artifact_uri, 1, length(?)) = ?
                UNION ALL
                SELECT 1 FROM logged_models WHERE experiment_id <> ? AND substr(artifact_uri, 1, length(?)) = ? LIMIT 1
                """,
                        row -> 1,
                        experiment.number(),
                        experiment.ownFolder() + "/",
                        experiment.ownFolder() + "/",
                        experiment.number(),
                        experiment.ownFolder() + "/",
                        experiment.ownFolder() + "/")
                .isPresent();
    }

    /// Some runs and logged models of all workspaces that do not keep their files with their experiment: in the
    /// server's store, which has other URIs than those of its own scheme, or elsewhere.
    List<Place> strays(int limit) {
        String of = """
                SELECT x.experiment_id, x.artifact_uri FROM %s x JOIN experiments e ON e.id = x.experiment_id
                WHERE x.lifecycle_stage <> 'purging'
                  AND substr(x.artifact_uri, 1, length(rtrim(e.artifact_location, '/')) + 1)
                    <> rtrim(e.artifact_location, '/') || '/'
                """;
        return tx.query(
                of.formatted("runs") + " UNION ALL " + of.formatted("logged_models") + " LIMIT ?",
                row -> new Place(row.getLong(1), row.getString(2)),
                limit);
    }

    /// Where the experiments of all workspaces keep their artifacts.
    static List<Place> locations(Transaction tx) {
        return tx.query(
                "SELECT id, artifact_location FROM experiments WHERE lifecycle_stage <> 'purging'",
                row -> new Place(row.getLong(1), row.getString(2)));
    }

    /// Where something of an experiment keeps its files.
    record Place(long experiment, String uri) {}

    static List<Workspace> workspaces(Transaction tx) {
        return new ArrayList<>(tx.query(
                "SELECT id, name FROM workspaces WHERE id > 0 ORDER BY id",
                row -> new Workspace(row.getLong(1), row.getString(2))));
    }
}
