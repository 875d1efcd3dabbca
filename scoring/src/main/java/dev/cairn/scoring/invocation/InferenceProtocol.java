package dev.cairn.scoring.invocation;

import dev.cairn.scoring.MlModel;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What the Open Inference Protocol (version 2, as KServe and Triton speak it) answers over HTTP besides predictions.
public final class InferenceProtocol {
    private static final JsonFactory JSON = new JsonFactory();

    private InferenceProtocol() {}

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

    /// That a model is ready, which it is as soon as it is loaded.
    ///
    /// @param name what it is called in addresses
    public static Answer ready(String name) {
        return Answer.json(written(json -> {
            json.writeStringProperty("name", name);
            json.writeBooleanProperty("ready", true);
        }));
    }

    /// What a model takes and gives.
    ///
    /// @param name     what it is called in addresses
    /// @param versions those that are served
    public static Answer metadata(MlModel model, String name, List<String> versions) {
        Inference inference = new Inference(model);
        return Answer.json(written(json -> {
            json.writeStringProperty("name", name);
            json.writeArrayPropertyStart("versions");
            versions.forEach(json::writeString);
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

    static void shape(JsonGenerator json, List<Integer> shape) {
        json.writeArrayPropertyStart("shape");
        shape.forEach(json::writeNumber);
        json.writeEndArray();
    }

    static byte[] written(Consumer<JsonGenerator> fields) {
        AnswerBytes bytes = new AnswerBytes();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
