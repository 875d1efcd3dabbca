package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.NamedTensors;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Reads a request of the Open Inference Protocol: JSON, and behind it the bytes of those inputs that say how many they
/// have. Used once.
final class InferenceReader {
    private static final int NONE = -1;

    private final ScoringLimits limits;
    private final RequestBudget budget;
    private final JsonMapper json;
    private final boolean isOfFirst;
    private final List<Input> inputs = new ArrayList<>();
    private final List<InferenceRequest.Output> outputs = new ArrayList<>();
    private @Nullable String id;
    private JsonNode parameters = MissingNode.getInstance();

    /// An input as far as it has been read; `data` is null for one whose bytes follow.
    private record Input(
            String name,
            List<Integer> shape,
            @Nullable String type,
            @Nullable Column data,
            int binarySize) {}

    /// @param isOfFirst whether the first value of each input is enough: the others are passed
    ///                  over
    InferenceReader(JsonMapper json, ScoringLimits limits, boolean isOfFirst) {
        this.isOfFirst = isOfFirst;
        this.json = json;
        this.limits = limits;
        this.budget = new RequestBudget(limits);
    }

    /// @param jsonLength how many bytes of the body are JSON
    InferenceRequest read(byte[] body, int jsonLength) {
        if (jsonLength < 0 || jsonLength > body.length) {
            throw InvalidInput.form("The header Inference-Header-Content-Length says %d, and the body has %d bytes."
                    .formatted(jsonLength, body.length));
        }
        try (JsonParser parser = json.createParser(body, 0, jsonLength)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw InvalidInput.form("The request is not a JSON dictionary.");
            }
            fields(parser);
        } catch (JacksonException broken) {
            throw InvalidInput.form("The request is not valid JSON: " + broken.getOriginalMessage());
        }
        if (inputs.isEmpty()) {
            throw InvalidInput.form("The request has no 'inputs'.");
        }
        return new InferenceRequest(
                id, tensors(ByteBuffer.wrap(body, jsonLength, body.length - jsonLength)), parameters, outputs);
    }

    private void fields(JsonParser parser) {
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            parser.nextToken();
            switch (field) {
                case "id" -> id = parser.currentToken().isScalarValue() ? parser.getString() : null;
                case "parameters" -> parameters = new ParameterReader(parser).read();
                case "inputs" -> list(parser, this::input);
                case "outputs" -> list(parser, this::output);
                default -> parser.skipChildren();
            }
        }
    }

    private void list(JsonParser parser, Consumer<JsonParser> element) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw InvalidInput.form("'%s' is not a list.".formatted(parser.currentName()));
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw InvalidInput.form("A tensor is not a JSON dictionary.");
            }
            element.accept(parser);
        }
    }

    private void input(JsonParser parser) {
        String name = "";
        List<Integer> shape = null;
        String type = null;
        Column data = null;
        int size = NONE;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            parser.nextToken();
            switch (field) {
                case "name" -> name = parser.getString();
                case "datatype" -> type = parser.getString();
                case "shape" -> shape = shape(parser);
                case "data" -> data = data(parser);
                case "parameters" ->
                    size = new ParameterReader(parser)
                            .read()
                            .path("binary_data_size")
                            .asInt(NONE);
                default -> parser.skipChildren();
            }
        }
        if (shape == null || type == null || (data == null && size < 0)) {
            throw InvalidInput.form("Input '%s' needs a 'shape', a 'datatype' and 'data'.".formatted(name));
        }
        inputs.add(new Input(name, shape, type, data, size));
        budget.columns(inputs.size());
    }

    private static List<Integer> shape(JsonParser parser) {
        List<Integer> shape = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                boolean isWhole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
                InferenceRequest.addDimension(shape, isWhole ? parser.getIntValue() : NONE);
            }
        }
        if (shape.isEmpty()) {
            throw InferenceRequest.noShape();
        }
        return shape;
    }

    /// The values, whether they come flat or nested.
    private Column data(JsonParser parser) {
        ColumnBuilder column = new ColumnBuilder();
        CellReader cells = new CellReader(parser, budget);
        int depth = 0;
        do {
            switch (parser.currentToken()) {
                case START_ARRAY -> depth++;
                case END_ARRAY -> depth--;
                case START_OBJECT -> throw InvalidInput.form("'data' holds a dictionary.");
                default -> {
                    if (!isOfFirst || column.size() == 0) {
                        cells.scalar(column);
                    }
                }
            }
        } while (depth > 0 && parser.nextToken() != null);
        return column.build();
    }

    private void output(JsonParser parser) {
        JsonNode output = new ParameterReader(parser).read();
        JsonNode binary = output.path("parameters").path("binary_data");
        outputs.add(new InferenceRequest.Output(
                output.path("name").asString(""), binary.isBoolean() ? binary.asBoolean() : null));
        budget.columns(outputs.size());
    }

    private NamedTensors tensors(ByteBuffer binary) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (Input input : inputs) {
            InferenceType type = InferenceType.parse(String.valueOf(input.type()));
            Column values = values(input, type, binary);
            List<Integer> shape = isOfFirst ? List.of(values.size()) : input.shape();
            if (tensors.put(input.name(), new Tensor(shape, values)) != null) {
                throw InvalidInput.form("Input '%s' is there twice.".formatted(input.name()));
            }
        }
        if (binary.hasRemaining()) {
            throw InvalidInput.form("The body has %d bytes that no input takes.".formatted(binary.remaining()));
        }
        return new NamedTensors(tensors);
    }

    private Column values(Input input, InferenceType type, ByteBuffer binary) {
        int count = limits.count(input.name(), input.shape());
        Column data = input.data();
        if (data == null) {
            if (input.binarySize() > binary.remaining()) {
                throw InvalidInput.form("Input '%s' has fewer than the %d bytes that it says."
                        .formatted(input.name(), input.binarySize()));
            }
            ByteBuffer own = binary.slice(binary.position(), input.binarySize());
            binary.position(binary.position() + input.binarySize());
            if (isOfFirst) {
                return BinaryTensors.first(input.name(), type, own);
            }
            budget.values(count);
            return BinaryTensors.read(input.name(), type, own, count);
        } else if (!isOfFirst && data.size() != count) {
            throw InvalidInput.form(
                    "Input '%s' has %d values, and its shape %d.".formatted(input.name(), data.size(), count));
        }
        return type.elements().convert(input.name(), data);
    }
}
