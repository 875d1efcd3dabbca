package dev.cairn.scoring.invocation;

import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.InvalidInput;
import tools.jackson.core.JsonParser;

/// Reads the values at the leaves of a request. Used by one thread.
final class CellReader {
    private final JsonParser parser;
    private final RequestBudget budget;

    CellReader(JsonParser parser, RequestBudget budget) {
        this.parser = parser;
        this.budget = budget;
    }

    /// Adds the value at the parser to a column: a scalar, or an array as one cell.
    void cell(String column, ColumnBuilder into) {
        switch (parser.currentToken()) {
            case START_ARRAY -> into.addObject(new TensorReader(parser, budget, column).read());
            case START_OBJECT ->
                throw InvalidInput.malformed(
                        "Column '%s' holds an object; only scalars and arrays can be scored here.".formatted(column));
            default -> scalar(into);
        }
    }

    /// Adds the scalar at the parser.
    void scalar(ColumnBuilder into) {
        budget.values(1);
        switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> integer(into);
            case VALUE_NUMBER_FLOAT -> into.add(parser.getDoubleValue());
            case VALUE_STRING -> into.addObject(parser.getString());
            case VALUE_TRUE -> into.addObject(true);
            case VALUE_FALSE -> into.addObject(false);
            default -> into.addMissing();
        }
    }

    private void integer(ColumnBuilder into) {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            into.add(parser.getDoubleValue());
        } else {
            into.add(parser.getLongValue());
        }
    }
}
