package dev.cairn.inference;

import dev.cairn.inference.Profiles.Column;
import dev.cairn.protocol.inference.DriftColumn.Side;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which column of a baseline each column of now is held against: the one of its name. Where requests or answers name
/// none, and the baseline names as many as they have, it is the one in its place.
record Counterparts(Map<Column, Column> byPlace, Profiles before) {
    static Counterparts of(Profiles before, Profiles now) {
        Map<Column, Column> byPlace = new HashMap<>();
        for (Side side : Side.values()) {
            List<Column> named = columns(before, side);
            List<Column> unnamed =
                    columns(now, side).stream().filter(Column::isUnnamed).toList();
            if (named.size() == unnamed.size() && named.stream().noneMatch(Column::isUnnamed)) {
                for (int i = 0; i < named.size(); i++) {
                    byPlace.put(unnamed.get(i), named.get(i));
                }
            }
        }
        return new Counterparts(byPlace, before);
    }

    private static List<Column> columns(Profiles profiles, Side side) {
        return profiles.columns().keySet().stream()
                .filter(column -> column.side() == side)
                .toList();
    }

    /// What is known of the counterpart of a column; nothing where it has none.
    ColumnProfile find(Column column) {
        return before.columns().getOrDefault(byPlace.getOrDefault(column, column), new ColumnProfile());
    }
}
