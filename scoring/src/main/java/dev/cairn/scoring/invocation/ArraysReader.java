package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.NamedTensors;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Tensor;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads `inputs` and `instances`: an array, arrays by name, or rows of values by name. In `instances` all arrays
/// must be of one length, and rows become one array per name. Used once.
final class ArraysReader {
    private final JsonParser parser;
    private final RequestBudget budget;
    private final boolean byRow;

    ArraysReader(JsonParser parser, RequestBudget budget, boolean byRow) {
        this.parser = parser;
        this.budget = budget;
        this.byRow = byRow;
    }

    Payload read() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> named();
            case START_ARRAY -> parser.nextToken() == JsonToken.START_OBJECT ? rows() : tensor().readOpened();
            default -> tensor().read();
        };
    }

    private TensorReader tensor() {
        return new TensorReader(parser, budget, byRow ? "instances" : "inputs");
    }

    private Payload named() {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (tensors.put(name, new TensorReader(parser, budget, name).read()) != null) {
                throw InvalidInput.malformed("The name '%s' is there twice.".formatted(name));
            }
            budget.columns(tensors.size());
        }
        Stream<Integer> lengths = tensors.values().stream()
                .filter(tensor -> tensor.rank() > 0)
                .map(tensor -> tensor.shape().getFirst());
        if (byRow && lengths.distinct().count() > 1) {
            throw unequal();
        }
        return new NamedTensors(tensors);
    }

    private Payload rows() {
        RecordsReader records = new RecordsReader(parser, budget);
        Frame frame = records.readOpened();
        if (!byRow) {
            return frame;
        }
        if (!records.complete()) {
            throw unequal();
        }
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        frame.columns().forEach((name, column) -> tensors.put(name, Tensor.of(name, column)));
        return new NamedTensors(tensors);
    }

    private static InvalidInput unequal() {
        return InvalidInput.malformed("The length of values for each input/column name are not the same");
    }
}
