package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.text.PythonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
    private boolean named;
    private static final int NO_INDEX = -1;
    private int rows;
    private int index = NO_INDEX;

    SplitReader(JsonParser parser, RequestBudget budget) {
        this.parser = parser;
        this.budget = budget;
        this.cells = new CellReader(parser, budget);
    }

    /// The object at the parser.
    Frame read() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw InvalidInput.malformed(
                    "Dataframe split format must be a dictionary. Got %s.".formatted(InvocationParser.kind(parser)));
        }
        Set<String> fields = new TreeSet<>();
        boolean wrong = false;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            parser.nextToken();
            boolean known = switch (field) {
                case "columns" -> readNames();
                case "data" -> readRows();
                case "index" -> readIndex();
                default -> false;
            };
            parser.skipChildren();
            fields.add(field);
            wrong |= !known;
        }
        if (wrong || !fields.contains("data")) {
            throw fields(fields);
        }
        return frame();
    }

    /// Whether every column was given a text for a name; to be asked after reading.
    boolean isNamed() {
        return named;
    }

    private boolean readNames() {
        List<String> read = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            named = true;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (!parser.currentToken().isScalarValue()) {
                    throw InvalidInput.malformed("A name in 'columns' of dataframe_split is not a text.");
                }
                named &= parser.currentToken() == JsonToken.VALUE_STRING;
                read.add(parser.getString());
                budget.columns(read.size());
            }
            names = read;
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            throw invalid("Index(...) must be called with a collection of some kind");
        }
        return true;
    }

    /// The rest of a list of rows without names, whose first is at the parser.
    Frame readRowsOpened() {
        readOpened();
        return frame();
    }

    private void readOpened() {
        for (JsonToken token = parser.currentToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            readRow();
            budget.rows(++rows);
        }
    }

    private boolean readIndex() {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            index = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                budget.rows(++index);
            }
        }
        return true;
    }

    private boolean readRows() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw invalid("DataFrame constructor not properly called!");
        }
        parser.nextToken();
        readOpened();
        return true;
    }

    private void readRow() {
        int width = 0;
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                cells.cell(column(width++));
            }
        } else {
            cells.cell(column(width++));
        }
        for (int i = width; i < columns.size(); i++) {
            budget.values(1);
            columns.get(i).addMissing();
        }
    }

    /// The column at a position; one that earlier rows have not reached misses there.
    private ColumnBuilder column(int position) {
        if (position == columns.size()) {
            ColumnBuilder column = new ColumnBuilder();
            budget.values(rows);
            for (int i = 0; i < rows; i++) {
                column.addMissing();
            }
            columns.add(column);
            budget.columns(columns.size());
        }
        return columns.get(position);
    }

    private Frame frame() {
        int width = rows == 0 && names != null ? names.size() : columns.size();
        if (names != null && names.size() != width) {
            throw invalid("%d columns passed, passed data had %d columns".formatted(names.size(), width));
        } else if (index != NO_INDEX && index != rows) {
            throw invalid("Length of values (%d) does not match length of index (%d)".formatted(rows, index));
        }
        SequencedMap<String, Column> built = new LinkedHashMap<>();
        for (int i = 0; i < width; i++) {
            String name = names == null ? String.valueOf(i) : names.get(i);
            ColumnBuilder column = rows == 0 ? new ColumnBuilder() : columns.get(i);
            if (built.put(name, column.build()) != null) {
                throw invalid("The column '%s' is there twice".formatted(name));
            }
        }
        return new Frame(built, rows);
    }

    private static InvalidInput invalid(String error) {
        return InvalidInput.malformed(
                "Provided dataframe_split field is not a valid dataframe representation in 'split'"
                        + " format. Error: '%s'".formatted(error));
    }

    private static InvalidInput fields(Set<String> fields) {
        return InvalidInput.malformed(
                "Dataframe split format must have 'data' field and optionally 'columns' and 'index' fields. Got %s.'"
                        .formatted(
                                fields.stream().map(PythonText::quoted).collect(Collectors.joining(", ", "{", "}"))));
    }
}
