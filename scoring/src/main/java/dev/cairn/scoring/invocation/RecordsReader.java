package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a list of rows, each an object of values by column. A column that a row leaves out has a missing value
/// there. Used once.
final class RecordsReader {
    private final JsonParser parser;
    private final RequestBudget budget;
    private final CellReader cells;
    private final SequencedMap<String, ColumnBuilder> columns = new LinkedHashMap<>();
    private int rows;
    private boolean complete = true;
    private boolean named = true;

    RecordsReader(JsonParser parser, RequestBudget budget) {
        this.parser = parser;
        this.budget = budget;
        this.cells = new CellReader(parser, budget);
    }

    /// The `dataframe_records` at the parser.
    Frame read() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw InvalidInput.malformed("Dataframe records format must be a list of records. Got %s."
                    .formatted(InvocationParser.kind(parser)));
        }
        named = parser.nextToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.END_ARRAY;
        return named ? readOpened() : new SplitReader(parser, budget).readRowsOpened();
    }

    /// The rest of a list whose first row (or end) is at the parser.
    Frame readOpened() {
        for (JsonToken token = parser.currentToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw InvalidInput.malformed("Row %d of the records is not a dictionary.".formatted(rows));
            }
            row();
            budget.rows(++rows);
        }
        SequencedMap<String, Column> built = new LinkedHashMap<>();
        columns.forEach((name, column) -> {
            pad(column);
            built.put(name, column.build());
        });
        return new Frame(built, rows);
    }

    /// Whether every row had every column; to be asked after reading.
    boolean complete() {
        return complete;
    }

    /// Whether rows name their values; to be asked after reading.
    boolean isNamed() {
        return named;
    }

    private void row() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            ColumnBuilder column = columns.computeIfAbsent(name, _ -> new ColumnBuilder());
            budget.columns(columns.size());
            pad(column);
            if (column.size() > rows) {
                throw InvalidInput.malformed("Row %d of the records has '%s' twice.".formatted(rows, name));
            }
            cells.cell(column);
        }
    }

    private void pad(ColumnBuilder column) {
        int missing = rows - column.size();
        if (missing > 0) {
            complete = false;
            budget.values(missing);
            for (int i = 0; i < missing; i++) {
                column.addMissing();
            }
        }
    }
}
