package dev.cairn.tables;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.ListRunKeys;
import dev.cairn.protocol.tracking.ListRunValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The SQL of what some runs have, by columns. The runs were found through the caller's workspace.
record RunColumnStore(Transaction tx) {

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

    List<ListRunKeys.ParamKey> paramKeys(long[] runs, int limit) {
        return tx.queryIn(
                """
                SELECT n.name, found.runs
                FROM (SELECT name_id, COUNT(*) AS runs FROM run_params WHERE run IN (:ids) GROUP BY name_id) found
                JOIN names n ON n.id = found.name_id ORDER BY n.name LIMIT %d
                """.formatted(limit), row -> new ListRunKeys.ParamKey(row.getString(1), row.getLong(2)), runs);
    }

    /// The last values of a metric, and which of the runs have it.
    ListRunValues.MetricColumn metric(String key, long name, long[] runs) {
        Map<Long, Double> found = new HashMap<>();
        tx.queryIn(
                "SELECT run, value, is_nan FROM metric_series WHERE name_id = ? AND run IN (:ids)",
                row -> found.put(row.getLong(1), row.getInt(3) == 1 ? Double.NaN : row.getDouble(2)),
                runs,
                name);
        List<Integer> places = places(found, runs);
        return new ListRunValues.MetricColumn(key, places, values(found, runs, places));
    }

    /// The values of a parameter, and which of the runs have it.
    ListRunValues.ParamColumn param(String key, long name, long[] runs) {
        Map<Long, String> found = new HashMap<>();
        tx.queryIn(
                "SELECT run, value FROM run_params WHERE name_id = ? AND run IN (:ids)",
                row -> found.put(row.getLong(1), row.getString(2)),
                runs,
                name);
        List<Integer> places = places(found, runs);
        return new ListRunValues.ParamColumn(key, places, values(found, runs, places));
    }

    private static List<Integer> places(Map<Long, ?> found, long[] runs) {
        List<Integer> places = new ArrayList<>(found.size());
        for (int i = 0; i < runs.length; i++) {
            if (found.containsKey(runs[i])) {
                places.add(i);
            }
        }
        return places;
    }

    private static <T> List<T> values(Map<Long, T> found, long[] runs, List<Integer> places) {
        return places.stream()
                .map(place -> Objects.requireNonNull(found.get(runs[place])))
                .toList();
    }
}
