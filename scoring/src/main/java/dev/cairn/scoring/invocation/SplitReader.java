package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a `dataframe_split`: rows of values in `data`, their names in `columns` (before or after), an `index` that
/// is ignored. Without names, columns are called 0, 1, 2 … Used once.
final class SplitReader {
    private final JsonParser parser;
    private final RequestBudget budget;
    private final CellReader cells;
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private @Nullable List<String> names;
    private int rows;

    SplitReader(JsonParser parser, RequestBudget budget) {
        this.parser = parser;
        this.budget = budget;
        this.cells = new CellReader(parser, budget);
    }

    /// The object at the parser.
    Frame read() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw InvalidInput.malformed("Dataframe split format must be a dictionary. Got %s."
                    .formatted(parser.currentToken() == JsonToken.START_ARRAY ? "list" : "a scalar"));
        }
        Set<String> fields = new TreeSet<>();
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            parser.nextToken();
            boolean known = switch (field) {
                case "columns" -> readNames();
                case "data" -> readRows();
                case "index" -> true;
                default -> false;
            };
            parser.skipChildren();
            if (!fields.add(field) || !known) {
                throw fields(fields);
            }
        }
        if (!fields.contains("data")) {
            throw fields(fields);
        }
        return frame();
    }

    private boolean readNames() {
        List<String> read = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (!parser.currentToken().isScalarValue()) {
                    throw InvalidInput.malformed("A name in 'columns' of dataframe_split is not a text.");
                }
                read.add(parser.getString());
                budget.columns(read.size());
            }
            names = read;
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            throw InvalidInput.malformed("The 'columns' of dataframe_split must be a list of names.");
        }
        return true;
    }

    private boolean readRows() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw InvalidInput.malformed("The 'data' of dataframe_split must be a list of rows.");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readRow();
            budget.rows(++rows);
        }
        return true;
    }

    private void readRow() {
        int width = 0;
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                cells.cell(String.valueOf(width), column(width++));
            }
        } else {
            cells.cell("0", column(width++));
        }
        if (width != columns.size()) {
            throw InvalidInput.malformed("Row %d of dataframe_split has %d values where the first row has %d."
                    .formatted(rows, width, columns.size()));
        }
    }

    private ColumnBuilder column(int position) {
        if (position == columns.size()) {
            if (rows > 0) {
                throw InvalidInput.malformed(
                        "Row %d of dataframe_split has more values than the first row, which has %d."
                                .formatted(rows, columns.size()));
            }
            columns.add(new ColumnBuilder());
            budget.columns(columns.size());
        }
        return columns.get(position);
    }

    private Frame frame() {
        int width = rows == 0 && names != null ? names.size() : columns.size();
        if (names != null && names.size() != width) {
            throw InvalidInput.malformed(
                    "Provided dataframe_split field is not a valid dataframe representation in 'split' format."
                            + " Error: '%d columns passed, passed data had %d columns'".formatted(names.size(), width));
        }
        SequencedMap<String, Column> built = new LinkedHashMap<>();
        for (int i = 0; i < width; i++) {
            String name = names == null ? String.valueOf(i) : names.get(i);
            ColumnBuilder column = rows == 0 ? new ColumnBuilder() : columns.get(i);
            if (built.put(name, column.build()) != null) {
                throw InvalidInput.malformed("The column '%s' is there twice in dataframe_split.".formatted(name));
            }
        }
        return new Frame(built, rows);
    }

    private static InvalidInput fields(Set<String> fields) {
        return InvalidInput.malformed(
                "Dataframe split format must have 'data' field and optionally 'columns' and 'index' fields. Got %s."
                        .formatted(fields));
    }
}
