package dev.cairn.scoring.sklearn;

import java.util.List;

/// Rows on their way through the steps of a model.
public sealed interface Table permits Numbers, Columns {
    int rows();

    int width();

    /// The names of the columns; empty for an array, which has none.
    List<String> names();

    /// All values as numbers; `RefusedRowsException` where one is none.
    Numbers numbers();

    /// The values of one column.
    Values column(int index);

    /// Some of the columns.
    Table select(List<Integer> indices);
}
