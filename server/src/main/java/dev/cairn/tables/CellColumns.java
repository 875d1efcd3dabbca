package dev.cairn.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What runs have in the columns of one kind, by these. Used by one thread.
final class CellColumns<T> {
    private final Map<String, Map<Long, T>> columns = new HashMap<>();

    boolean put(long run, String key, T value) {
        columns.computeIfAbsent(key, first -> new HashMap<>()).put(run, value);
        return true;
    }

    /// Whether one of the runs has something in a column.
    boolean has(String key) {
        return columns.containsKey(key);
    }

    /// A column of some runs, by their numbers: the places of those that have something in it, and what that is.
    <C> C column(String key, long[] runs, Column<T, C> column) {
        Map<Long, T> found = columns.getOrDefault(key, Map.of());
        List<Integer> places = new ArrayList<>(found.size());
        List<T> values = new ArrayList<>(found.size());
        for (int place = 0; place < runs.length; place++) {
            @Nullable T value = found.get(runs[place]);
            if (value != null) {
                places.add(place);
                values.add(value);
            }
        }
        return column.of(key, places, values);
    }

    /// Makes a column as it is sent.
    interface Column<T, C> {
        C of(String key, List<Integer> places, List<T> values);
    }
}
