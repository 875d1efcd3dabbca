package dev.cairn.scoring.invocation;

import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// A request of the Open Inference Protocol as it comes over HTTP: JSON, and behind it the bytes of tensors.
///
/// @param version    empty for any
/// @param jsonLength how many bytes of it are JSON, or [Answer#ALL_JSON]
@SuppressWarnings("ArrayRecordComponent") // read once
public record InferenceBody(String model, String version, byte[] message, int jsonLength) implements InferenceQuestion {
    private static final JsonMapper JSON = InvocationParser.mapper(ScoringLimits.DEFAULT);

    /// Whether there is nothing behind the JSON.
    public boolean isJson() {
        return jsonLength == Answer.ALL_JSON || jsonLength == message.length;
    }

    @Override
    public InferenceReply answer(Servable servable, String served) {
        return Inference.reply(
                servable,
                () -> request(false),
                (inference, request, outputs) -> written(inference, served, request, outputs));
    }

    @Override
    public Optional<String> value(String name) {
        return Inference.value(() -> request(true), name);
    }

    /// @param isOfFirst whether the first value of each input is enough
    private InferenceRequest request(boolean isOfFirst) {
        int length = jsonLength == Answer.ALL_JSON ? message.length : jsonLength;
        return new InferenceReader(JSON, ScoringLimits.DEFAULT, isOfFirst).read(message, length);
    }

    private Answer written(
            Inference inference, String served, InferenceRequest request, SequencedMap<String, Tensor> outputs) {
        List<byte[]> binaries = new ArrayList<>();
        byte[] head = InferenceProtocol.written(json -> {
            json.writeStringProperty("model_name", model);
            if (!served.isEmpty()) {
                json.writeStringProperty("model_version", served);
            }
            if (request.id() != null) {
                json.writeStringProperty("id", request.id());
            }
            json.writeArrayPropertyStart("outputs");
            outputs.forEach((output, tensor) -> {
                InferenceType type = inference.type(output, tensor.values());
                json.writeStartObject();
                json.writeStringProperty("name", output);
                json.writeStringProperty("datatype", type.name());
                InferenceProtocol.shape(json, Inference.shape(tensor));
                if (request.binary(output)) {
                    binaries.add(binary(json, BinaryTensors.write(type, tensor.values())));
                } else {
                    data(json, tensor);
                }
                json.writeEndObject();
            });
            json.writeEndArray();
        });
        if (binaries.isEmpty()) {
            return Answer.json(head);
        }
        AnswerBytes body = new AnswerBytes();
        body.writeBytes(head);
        binaries.forEach(body::writeBytes);
        return new Answer(Answer.OK, Answer.BYTES, body.toByteArray(), head.length);
    }

    private static byte[] binary(JsonGenerator json, byte[] bytes) {
        json.writeObjectPropertyStart("parameters");
        json.writeNumberProperty("binary_data_size", bytes.length);
        json.writeEndObject();
        return bytes;
    }

    private static void data(JsonGenerator json, Tensor tensor) {
        json.writeArrayPropertyStart("data");
        TensorWriter writer = new TensorWriter(json);
        for (int i = 0; i < tensor.values().size(); i++) {
            writer.value(tensor.values(), i);
        }
        json.writeEndArray();
    }
}
