package dev.cairn.scoring.invocation;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Tensor;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// The Open Inference Protocol (version 2, as KServe and Triton speak it) for one model. Thread-safe.
public final class InferenceProtocol {
    private static final JsonFactory JSON = new JsonFactory();

    private final Servable model;
    private final Inference inference;
    private final String name;
    private final String version;
    private final ScoringLimits limits;
    private final JsonMapper json;

    /// @param name what the model is called in addresses
    /// @param version empty for a model that has none
    public InferenceProtocol(Servable model, String name, String version, ScoringLimits limits) {
        this.model = model;
        this.inference = new Inference(model.model());
        this.name = name;
        this.version = version;
        this.limits = limits;
        this.json = InvocationParser.mapper(limits);
    }

    /// What the server is: the answer to `GET /v2`.
    public static Answer server(String version) {
        return Answer.json(written(json -> {
            json.writeStringProperty("name", "cairn");
            json.writeStringProperty("version", version);
            json.writeArrayPropertyStart("extensions");
            json.writeString("binary_tensor_data");
            json.writeEndArray();
        }));
    }

    /// `{"live": true}`, and `ready` likewise.
    public static Answer yes(String what) {
        return Answer.json(written(json -> json.writeBooleanProperty(what, true)));
    }

    /// A refusal in the words of the protocol.
    public static Answer refusal(int status, String message) {
        return new Answer(status, Answer.JSON, written(json -> json.writeStringProperty("error", message)));
    }

    /// Whether a path of the protocol means this model.
    ///
    /// @param asked the version, empty for any
    public boolean is(String model, String asked) {
        return model.equals(name) && (asked.isEmpty() || asked.equals(version));
    }

    /// That the model is ready, which it is as soon as it is loaded.
    public Answer ready() {
        return Answer.json(written(json -> {
            json.writeStringProperty("name", name);
            json.writeBooleanProperty("ready", true);
        }));
    }

    /// What the model takes and gives.
    public Answer metadata() {
        return Answer.json(written(json -> {
            json.writeStringProperty("name", name);
            json.writeArrayPropertyStart("versions");
            if (!version.isEmpty()) {
                json.writeString(version);
            }
            json.writeEndArray();
            json.writeStringProperty("platform", inference.platform());
            tensors(json, "inputs", inference.inputs());
            tensors(json, "outputs", inference.outputs());
        }));
    }

    private static void tensors(JsonGenerator json, String field, List<Inference.Declared> declared) {
        json.writeArrayPropertyStart(field);
        for (Inference.Declared tensor : declared) {
            json.writeStartObject();
            json.writeStringProperty("name", tensor.name());
            json.writeStringProperty("datatype", tensor.type().name());
            shape(json, tensor.shape());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void shape(JsonGenerator json, List<Integer> shape) {
        json.writeArrayPropertyStart("shape");
        shape.forEach(json::writeNumber);
        json.writeEndArray();
    }

    /// Answers a request for predictions.
    ///
    /// @param jsonLength how many bytes of the body are JSON, where tensors in bytes follow
    public Answer infer(byte[] body, Optional<Integer> jsonLength) {
        try {
            InferenceRequest request = new InferenceReader(json, limits).read(body, jsonLength.orElse(body.length));
            Predictions predictions = model.score(inference.payload(request.inputs()));
            return answer(request, Inference.wanted(request, predictions));
        } catch (InvalidInput refused) {
            return refusal(Answer.BAD_REQUEST, refused.getMessage());
        }
    }

    private Answer answer(InferenceRequest request, SequencedMap<String, Tensor> outputs) {
        List<byte[]> binaries = new ArrayList<>();
        byte[] head = written(json -> {
            json.writeStringProperty("model_name", name);
            if (!version.isEmpty()) {
                json.writeStringProperty("model_version", version);
            }
            if (request.id() != null) {
                json.writeStringProperty("id", request.id());
            }
            json.writeArrayPropertyStart("outputs");
            outputs.forEach((output, tensor) -> output(json, output, tensor, request, binaries));
            json.writeEndArray();
        });
        if (binaries.isEmpty()) {
            return Answer.json(head);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head);
        binaries.forEach(body::writeBytes);
        return new Answer(Answer.OK, Answer.BYTES, body.toByteArray(), head.length);
    }

    private void output(
            JsonGenerator json, String output, Tensor tensor, InferenceRequest request, List<byte[]> binaries) {
        InferenceType type = inference.type(output, tensor.values());
        json.writeStartObject();
        json.writeStringProperty("name", output);
        json.writeStringProperty("datatype", type.name());
        shape(json, Inference.shape(tensor));
        if (request.binary(output)) {
            byte[] bytes = BinaryTensors.write(type, tensor.values());
            binaries.add(bytes);
            json.writeObjectPropertyStart("parameters");
            json.writeNumberProperty("binary_data_size", bytes.length);
            json.writeEndObject();
        } else {
            json.writeArrayPropertyStart("data");
            TensorWriter writer = new TensorWriter(json);
            for (int i = 0; i < tensor.values().size(); i++) {
                writer.value(tensor.values(), i);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static byte[] written(Consumer<JsonGenerator> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
