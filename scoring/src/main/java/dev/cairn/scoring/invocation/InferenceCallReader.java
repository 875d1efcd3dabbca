package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.NamedTensors;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads a `ModelInferRequest`. Used once.
final class InferenceCallReader {
    private final ScoringLimits limits;
    private final RequestBudget budget;
    private final boolean isOfFirst;
    private final List<Input> inputs = new ArrayList<>();
    private final List<InferenceRequest.Output> outputs = new ArrayList<>();
    private final List<ByteBuffer> raw = new ArrayList<>();
    private final ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    private String id = "";

    /// An input as far as it has been read; its `contents` are null where its bytes come elsewhere.
    private record Input(
            String name,
            String type,
            List<Integer> shape,
            @Nullable ProtobufReader contents) {}

    /// @param isOfFirst whether the first value of each input is enough: the others are passed
    ///                  over
    InferenceCallReader(ScoringLimits limits, boolean isOfFirst) {
        this.limits = limits;
        this.isOfFirst = isOfFirst;
        this.budget = new RequestBudget(limits);
    }

    InferenceRequest read(byte[] bytes) {
        ProtobufReader message = new ProtobufReader(bytes);
        for (int field = message.next(); field != 0; field = message.next()) {
            switch (field) {
                case 3 -> id = message.text("The id");
                case 4 -> parameter(message.message());
                case 5 -> input(message.message());
                case 6 -> output(message.message());
                case 7 -> {
                    raw.add(message.bytes());
                    budget.columns(raw.size());
                }
                default -> message.skip();
            }
        }
        if (inputs.isEmpty()) {
            throw InvalidInput.form("The request has no 'inputs'.");
        }
        return new InferenceRequest(id, tensors(), parameters, outputs);
    }

    /// Whether the inputs came as bytes, so that the outputs go as such.
    boolean isRaw() {
        return !raw.isEmpty();
    }

    /// One of the request's, which is a text, a whole number or a truth here.
    private void parameter(ProtobufReader entry) {
        String name = "";
        ProtobufReader value = null;
        for (int field = entry.next(); field != 0; field = entry.next()) {
            switch (field) {
                case 1 -> name = entry.text("The name of a parameter");
                case 2 -> value = entry.message();
                default -> entry.skip();
            }
        }
        if (value == null) {
            return;
        }
        for (int field = value.next(); field != 0; field = value.next()) {
            String key = name;
            switch (field) {
                case 1 -> value.integers(truth -> parameters.put(key, truth != 0));
                case 2 -> value.integers(number -> parameters.put(key, number));
                case 3 -> parameters.put(key, value.text("A parameter"));
                default -> value.skip();
            }
        }
        budget.columns(parameters.size());
    }

    private void input(ProtobufReader message) {
        String name = "";
        String type = "";
        List<Integer> shape = new ArrayList<>();
        ProtobufReader contents = null;
        for (int field = message.next(); field != 0; field = message.next()) {
            switch (field) {
                case 1 -> name = message.text("The name of an input");
                case 2 -> type = message.text("A datatype");
                case 3 -> message.integers(dimension -> InferenceRequest.addDimension(shape, dimension));
                case 5 -> contents = message.message();
                default -> message.skip();
            }
        }
        if (shape.isEmpty() || type.isEmpty()) {
            throw InvalidInput.form("Input '%s' needs a 'shape' and a 'datatype'.".formatted(name));
        }
        inputs.add(new Input(name, type, shape, contents));
        budget.columns(inputs.size());
    }

    private void output(ProtobufReader message) {
        String name = "";
        for (int field = message.next(); field != 0; field = message.next()) {
            if (field == 1) {
                name = message.text("The name of an output");
            } else {
                message.skip();
            }
        }
        outputs.add(new InferenceRequest.Output(name, null));
        budget.columns(outputs.size());
    }

    private NamedTensors tensors() {
        if (isRaw() && raw.size() != inputs.size()) {
            throw InvalidInput.form(
                    "The request has %d inputs, and 'raw_input_contents' for %d.".formatted(inputs.size(), raw.size()));
        }
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            Column values = values(input, i);
            List<Integer> shape = isOfFirst ? List.of(values.size()) : input.shape();
            if (tensors.put(input.name(), new Tensor(shape, values)) != null) {
                throw InvalidInput.form("Input '%s' is there twice.".formatted(input.name()));
            }
        }
        return new NamedTensors(tensors);
    }

    private Column values(Input input, int place) {
        InferenceType type = InferenceType.parse(input.type());
        int count = limits.count(input.name(), input.shape());
        budget.values(count);
        ProtobufReader contents = input.contents();
        if (isRaw() && contents == null) {
            return isOfFirst
                    ? BinaryTensors.first(input.name(), type, raw.get(place))
                    : BinaryTensors.read(input.name(), type, raw.get(place), count);
        } else if (isRaw() || contents == null || !TensorContents.have(type)) {
            throw InvalidInput.form("Input '%s' needs 'contents', or all inputs need 'raw_input_contents'%s."
                    .formatted(
                            input.name(), TensorContents.have(type) ? "" : ", as those of datatype " + type + " do"));
        }
        return isOfFirst
                ? TensorContents.first(input.name(), type, contents)
                : TensorContents.read(input.name(), type, contents, count);
    }
}
