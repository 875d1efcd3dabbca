package dev.cairn.db;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An insert of any number of rows: one execution costs more than a row does.
///
/// Made once for a statement, since it keeps the texts that it is made of. Safe for use by any number of threads.
public final class BulkInsert {
    /// Sizes for which SQLite prepares a statement; a list is cut into the largest that fit.
    private static final int[] SIZES = {64, 16, 4, 1};

    private final String into;
    private final List<ColumnType> columns;
    private final String onConflict;
    private final String fromArrays;

    /// By the place of their size in `SIZES`, each made when it is first needed.
    private final @Nullable String[] fromValues = new @Nullable String[SIZES.length];

    /// @param into       the statement up to its rows, such as `INSERT INTO t (a, b)`
    /// @param columns    the types of the columns, in their order
    /// @param onConflict what comes behind the rows, may be empty
    public BulkInsert(String into, List<ColumnType> columns, String onConflict) {
        this(into, columns, onConflict, "");
    }

    private BulkInsert(String into, List<ColumnType> columns, String onConflict, String ofThem) {
        this.into = into;
        this.columns = columns;
        this.onConflict = onConflict;
        this.fromArrays = fromArrays(ofThem);
    }

    /// The same, but what is there already is left out before it is given a number: PostgreSQL does not take numbers
    /// back from rows that conflict. What comes in at the same moment still conflicts.
    ///
    /// @param key the column by which a row of the table is known
    public BulkInsert sparingNumbers(String table, String key) {
        String columnsOfInto = into.substring(into.indexOf('('));
        return new BulkInsert(
                into,
                columns,
                onConflict,
                "AS sent %s WHERE NOT EXISTS (SELECT 1 FROM %s WHERE %2$s.%s = sent.%3$s)"
                        .formatted(columnsOfInto, table, key));
    }

    /// The statements that insert rows, with their binds: on PostgreSQL one, which takes a round trip.
    <C extends @Nullable Object> List<Statement> statements(Dialect dialect, List<C[]> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return switch (dialect) {
            case SQLITE -> valueLists(rows);
            case POSTGRES -> List.of(new Statement(fromArrays, arrays(rows)));
        };
    }

    private <C extends @Nullable Object> List<Statement> valueLists(List<C[]> rows) {
        List<Statement> statements = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < SIZES.length; i++) {
            int size = SIZES[i];
            while (rows.size() - from >= size) {
                statements.add(new Statement(fromValues(i), binds(rows.subList(from, from + size))));
                from += size;
            }
        }
        return statements;
    }

    private <C extends @Nullable Object> @Nullable Object[] binds(List<C[]> rows) {
        int width = columns.size();
        @Nullable Object[] binds = new @Nullable Object[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, binds, i * width, width);
        }
        return binds;
    }

    private String fromValues(int place) {
        String known = fromValues[place];
        if (known == null) {
            known = textOf(SIZES[place]);
            fromValues[place] = known;
        }
        return known;
    }

    private String textOf(int rows) {
        String row = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        return into + " VALUES " + String.join(", ", Collections.nCopies(rows, row)) + " " + onConflict;
    }

    private String fromArrays(String ofThem) {
        String arrays = columns.stream()
                .map(type -> "CAST(? AS " + type.postgres() + "[])")
                .collect(Collectors.joining(", "));
        return into + " SELECT * FROM unnest(" + arrays + ") " + ofThem + " " + onConflict;
    }

    private <C extends @Nullable Object> Object[] arrays(List<C[]> rows) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).array(rows, i))
                .toArray();
    }

    /// One statement and its binds.
    @SuppressWarnings("ArrayRecordComponent") // on their way to the database, compared by nobody
    record Statement(String sql, @Nullable Object[] binds) {}
}
