package dev.cairn.tables;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.ListRunKeys;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.tracking.RunFinder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The SQL of what runs have in the columns of a table: a fixed number of queries, however many runs and columns,
/// beside looking up the columns' names. The runs were found through the caller's workspace.
final class CellStore {
    private final Transaction tx;
    private final RunFinder finder;
    private final String text;

    /// @param textLength characters of a text, of which the others are left out
    CellStore(Transaction tx, RunFinder finder, int textLength) {
        this(tx, finder, "substr(value, 1, %d)".formatted(textLength));
    }

    /// With texts in their full length.
    CellStore(Transaction tx, RunFinder finder) {
        this(tx, finder, "value");
    }

    private CellStore(Transaction tx, RunFinder finder, String text) {
        this.tx = tx;
        this.finder = finder;
        this.text = text;
    }

    Cells of(long[] runs, Columns columns, RunFinder.Choice choice) {
        Cells cells = new Cells();
        if (runs.length == 0) {
            return cells;
        }
        metrics(runs, columns.metrics(), cells::metric);
        params(runs, columns.params(), cells::param);
        texts("run_tags", runs, columns.tags(), cells::tag);
        family(cells, runs, choice);
        if (columns.datasets()) {
            tx.queryIn(
                    """
                    SELECT i.run, d.name, d.digest FROM dataset_inputs i JOIN datasets d ON d.id = i.dataset_id
                    WHERE i.run IN (:ids) ORDER BY i.id
                    """, row -> cells.dataset(row.getLong(1), row.getString(2) + " (" + row.getString(3) + ")"), runs);
        }
        if (columns.models()) {
            for (String table : List.of("run_model_outputs", "run_model_inputs")) {
                tx.queryIn(
                        "SELECT run, model_id FROM " + table + " WHERE run IN (:ids) ORDER BY model_id",
                        row -> cells.model(row.getLong(1), row.getString(2)),
                        runs);
            }
        }
        return cells;
    }

    /// Takes what a run has in a column.
    interface Cell<T> {
        boolean read(long run, String key, T value);
    }

    /// Reads the latest values of metrics, in no order.
    void metrics(long[] runs, Collection<String> keys, Cell<Double> cell) {
        Map<Long, String> names = numbered(keys);
        if (!names.isEmpty()) {
            tx.queryIn(
                    "SELECT run, name_id, value, is_nan FROM metric_series WHERE run IN (:ids) AND name_id IN (%s)"
                            .formatted(listed(names)),
                    row -> cell.read(
                            row.getLong(1), nameOf(names, row), row.getInt(4) == 1 ? Double.NaN : row.getDouble(3)),
                    runs);
        }
    }

    void params(long[] runs, Collection<String> keys, Cell<String> cell) {
        texts("run_params", runs, keys, cell);
    }

    private void texts(String table, long[] runs, Collection<String> keys, Cell<String> cell) {
        Map<Long, String> names = numbered(keys);
        if (!names.isEmpty()) {
            tx.queryIn(
                    "SELECT run, name_id, %s FROM %s WHERE run IN (:ids) AND name_id IN (%s)"
                            .formatted(text, table, listed(names)),
                    row -> cell.read(row.getLong(1), nameOf(names, row), row.getString(3)),
                    runs);
        }
    }

    /// Those of some names under which anything was ever logged, by their numbers.
    private Map<Long, String> numbered(Collection<String> keys) {
        Map<Long, String> names = new LinkedHashMap<>();
        keys.forEach(key -> finder.nameId(tx, key).ifPresent(number -> names.put(number, key)));
        return names;
    }

    private static String listed(Map<Long, String> names) {
        return names.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String nameOf(Map<Long, String> names, ResultSet row) throws SQLException {
        return Objects.requireNonNull(names.get(row.getLong("name_id")));
    }

    /// Parents and numbers of children of the same view.
    private void family(Cells cells, long[] runs, RunFinder.Choice choice) {
        tx.queryIn(
                "SELECT id, parent_run_id FROM runs WHERE parent_run_id IS NOT NULL AND id IN (:ids)",
                row -> cells.parent(row.getLong(1), row.getString(2)),
                runs);
        tx.queryIn("""
                SELECT c.parent_run_id, COUNT(*) FROM runs p
                JOIN runs c ON c.experiment_id = p.experiment_id AND c.parent_run_id = p.run_id
                WHERE p.id IN (:ids) AND c.lifecycle_stage <> '%s' GROUP BY c.parent_run_id
                """.formatted(hidden(choice.view())), row -> cells.children(row.getString(1), row.getInt(2)), runs);
    }

    /// The stage of which a view shows nothing, beside what nobody sees.
    private static String hidden(ViewType view) {
        return switch (view) {
            case ACTIVE_ONLY -> "deleted";
            case DELETED_ONLY -> "active";
            case ALL -> "purging";
        };
    }

    /// The columns of metrics and parameters that most of some runs have.
    ///
    /// @param count at most so many of each
    List<String> most(long[] runs, int count) {
        List<String> columns = new ArrayList<>();
        if (runs.length == 0) {
            return columns;
        }
        for (String[] kind : new String[][] {{"metrics", "metric_series"}, {"params", "run_params"}}) {
            tx.queryIn(
                            "SELECT name_id FROM %s WHERE run IN (:ids) GROUP BY name_id ORDER BY COUNT(*) DESC, name_id LIMIT %d"
                                    .formatted(kind[1], count),
                            row -> row.getLong(1),
                            runs)
                    .forEach(name -> columns.add(kind[0] + "." + finder.name(tx, name)));
        }
        return columns;
    }

    /// The metrics that some runs have, by name.
    List<ListRunKeys.MetricKey> metricKeys(long[] runs, int limit) {
        return tx.queryIn(
                """
                SELECT n.name, found.runs, found.history
                FROM (SELECT name_id, COUNT(*) AS runs, MAX(CASE WHEN chunk >= 0 THEN 1 ELSE 0 END) AS history
                  FROM metric_series WHERE run IN (:ids) GROUP BY name_id) found
                JOIN names n ON n.id = found.name_id ORDER BY n.name LIMIT %d
                """.formatted(limit),
                row -> new ListRunKeys.MetricKey(row.getString(1), row.getLong(2), row.getInt(3) == 1),
                runs);
    }

    /// The parameters that some runs have, by name.
    List<ListRunKeys.ParamKey> paramKeys(long[] runs, int limit) {
        return tx.queryIn(
                """
                SELECT n.name, found.runs
                FROM (SELECT name_id, COUNT(*) AS runs FROM run_params WHERE run IN (:ids) GROUP BY name_id) found
                JOIN names n ON n.id = found.name_id ORDER BY n.name LIMIT %d
                """.formatted(limit), row -> new ListRunKeys.ParamKey(row.getString(1), row.getLong(2)), runs);
    }
}
