package dev.cairn.db;

import java.util.ArrayList;
import java.util.List;

/// An insert of any number of rows, a few tens to a statement: one execution costs more than a row does.
///
/// @param into       the statement up to `VALUES`, such as `INSERT INTO t (a, b)`
/// @param columns    the number of columns
/// @param onConflict what comes behind the rows, may be empty
public record BulkInsert(String into, int columns, String onConflict) {
    /// Sizes for which a statement is prepared; a list is cut into the largest that fit.
    private static final int[] SIZES = {64, 16, 4, 1};

    /// The statements that insert rows, with their binds.
    List<Statement> statements(List<Object[]> rows) {
        List<Statement> statements = new ArrayList<>();
        int from = 0;
        for (int size : SIZES) {
            while (rows.size() - from >= size) {
                statements.add(new Statement(sql(size), binds(rows.subList(from, from + size))));
                from += size;
            }
        }
        return statements;
    }

    private String sql(int rows) {
        String row = "(" + "?, ".repeat(columns - 1) + "?)";
        return into + " VALUES " + (row + ", ").repeat(rows - 1) + row + " " + onConflict;
    }

    private static Object[] binds(List<Object[]> rows) {
        return rows.stream().flatMap(java.util.Arrays::stream).toArray();
    }

    /// One statement and its binds.
    @SuppressWarnings("ArrayRecordComponent") // on their way to the database, compared by nobody
    record Statement(String sql, Object[] binds) {}
}
