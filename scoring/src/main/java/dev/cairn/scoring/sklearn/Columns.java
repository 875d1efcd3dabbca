package dev.cairn.scoring.sklearn;

import java.util.List;

/// Columns of which some hold more than numbers.
public record Columns(List<Values> columns, List<String> names, int rows) implements Table {
    public Columns {
        columns = List.copyOf(columns);
        names = List.copyOf(names);
        for (Values column : columns) {
            if (column.size() != rows) {
                throw new IllegalArgumentException(
                        "A column has %d values in a table of %d rows.".formatted(column.size(), rows));
            }
        }
    }

    @Override
    public int width() {
        return columns.size();
    }

    @Override
    public Numbers numbers() {
        Numbers numbers = Numbers.room(rows, columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Values column = columns.get(i);
            for (int row = 0; row < rows; row++) {
                numbers.values[row * columns.size() + i] = column.number(row);
            }
        }
        return numbers;
    }

    @Override
    public Values column(int index) {
        return columns.get(index);
    }

    @Override
    public Columns select(List<Integer> indices) {
        return new Columns(
                indices.stream().map(columns::get).toList(),
                names.isEmpty() ? names : indices.stream().map(names::get).toList(),
                rows);
    }
}
