package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Cells;
import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the values at the leaves of a request. Used by one thread.
final class CellReader {
    private final JsonParser parser;
    private final RequestBudget budget;

    CellReader(JsonParser parser, RequestBudget budget) {
        this.parser = parser;
        this.budget = budget;
    }

    /// Adds the value at the parser to a column: a scalar, or an array or a dictionary as one cell.
    void cell(ColumnBuilder into) {
        switch (parser.currentToken()) {
            case START_ARRAY -> into.addObject(array());
            case START_OBJECT -> into.addObject(dictionary());
            default -> scalar(into);
        }
    }

    /// The array that opens at the parser: its values unboxed as long as they are scalars.
    private Object array() {
        budget.values(1);
        ColumnBuilder flat = new ColumnBuilder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken().isStructStart()) {
                return nested(flat);
            }
            scalar(flat);
        }
        return new Tensor(List.of(flat.size()), flat.build());
    }

    private Object nested(ColumnBuilder before) {
        List<@Nullable Object> elements = new ArrayList<>();
        Column read = before.build();
        for (int i = 0; i < read.size(); i++) {
            elements.add(Cells.value(read, i));
        }
        for (JsonToken token = parser.currentToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value());
        }
        return Cells.packed(elements);
    }

    /// The dictionary that opens at the parser.
    Map<String, @Nullable Object> dictionary() {
        budget.values(1);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            values.put(name, value());
        }
        return Collections.unmodifiableMap(values);
    }

    private @Nullable Object value() {
        return switch (parser.currentToken()) {
            case START_ARRAY -> array();
            case START_OBJECT -> dictionary();
            default -> {
                ColumnBuilder one = new ColumnBuilder();
                scalar(one);
                yield Cells.value(one.build(), 0);
            }
        };
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
