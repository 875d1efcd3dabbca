package dev.cairn.scoring.invocation;

import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.Tensor;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads nested arrays of scalars into one tensor and finds its shape on the way. Used once.
final class TensorReader {
    private static final int OPEN = -1;

    private final JsonParser parser;
    private final RequestBudget budget;
    private final CellReader cells;
    private final String name;
    private final ColumnBuilder values = new ColumnBuilder();
    private final List<Integer> shape = new ArrayList<>();
    private int valueDepth = OPEN;

    TensorReader(JsonParser parser, RequestBudget budget, String name) {
        this.parser = parser;
        this.budget = budget;
        this.cells = new CellReader(parser, budget);
        this.name = name;
    }

    /// The array or scalar at the parser.
    Tensor read() {
        value(0);
        return build();
    }

    /// The rest of an array whose first element (or end) is at the parser.
    Tensor readOpened() {
        elements(0);
        return build();
    }

    private Tensor build() {
        if (Tensor.count(shape) != values.size()) {
            throw ragged();
        }
        return new Tensor(shape, values.build());
    }

    private void value(int depth) {
        switch (parser.currentToken()) {
            case START_ARRAY -> {
                parser.nextToken();
                elements(depth);
            }
            case START_OBJECT -> {
                leaf(depth);
                values.addObject(cells.dictionary());
            }
            default -> {
                leaf(depth);
                cells.scalar(values);
            }
        }
    }

    private void leaf(int depth) {
        if (valueDepth != OPEN && valueDepth != depth) {
            throw ragged();
        }
        valueDepth = depth;
    }

    private void elements(int depth) {
        if (shape.size() == depth) {
            shape.add(OPEN);
        }
        int count = 0;
        for (JsonToken token = parser.currentToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            value(depth + 1);
            count++;
        }
        if (shape.get(depth) != OPEN && shape.get(depth) != count) {
            throw ragged();
        }
        budget.rows(count);
        shape.set(depth, count);
    }

    private InvalidInput ragged() {
        return InvalidInput.malformed(
                "setting an array element with a sequence. The requested array has an inhomogeneous shape: the rows of '%s' are"
                                .formatted(name)
                        + " not all of one length.");
    }
}
