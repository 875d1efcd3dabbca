package dev.cairn.scoring.invocation;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A request of the Open Inference Protocol as it comes over gRPC, in protobuf's encoding: `ModelInferRequest`, or one
/// of those that ask about a model.
///
/// @param version empty for any
/// @param message all of it
@SuppressWarnings("ArrayRecordComponent") // read once
public record InferenceCall(String model, String version, byte[] message) implements InferenceQuestion {

    /// Which model it is about: all that is read of it at first.
    ///
    /// @throws InvalidInput if it is no such message
    public static InferenceCall read(byte[] bytes) {
        ProtobufReader message = new ProtobufReader(bytes);
        String model = "";
        String version = "";
        for (int field = message.next(); field != 0; field = message.next()) {
            switch (field) {
                case 1 -> model = message.text("The name of the model");
                case 2 -> version = message.text("The version of the model");
                default -> message.skip();
            }
        }
        return new InferenceCall(model, version, bytes);
    }

    /// The predictions as a `ModelInferResponse`.
    @Override
    public InferenceReply answer(Servable servable, String served) {
        InferenceCallReader reader = new InferenceCallReader(ScoringLimits.DEFAULT, false);
        return Inference.reply(servable, () -> reader.read(message), (inference, request, outputs) -> {
            ProtobufWriter response =
                    new ProtobufWriter().text(1, model).text(2, served).text(3, String.valueOf(request.id()));
            outputs(inference, outputs, reader.isRaw(), response);
            return new Answer(Answer.OK, Answer.PROTOBUF, response.toBytes());
        });
    }

    @Override
    public Optional<String> value(String name) {
        return Inference.value(() -> new InferenceCallReader(ScoringLimits.DEFAULT, true).read(message), name);
    }

    /// In the form of the inputs, unless one has a type that goes as bytes only.
    private static void outputs(
            Inference inference, SequencedMap<String, Tensor> outputs, boolean isAskedRaw, ProtobufWriter response) {
        boolean isRaw = isAskedRaw
                || outputs.entrySet().stream()
                        .anyMatch(output -> !TensorContents.have(inference.type(
                                output.getKey(), output.getValue().values())));
        List<byte[]> raw = new ArrayList<>();
        outputs.forEach((name, tensor) -> {
            InferenceType type = inference.type(name, tensor.values());
            ProtobufWriter output = tensor(name, type, Inference.shape(tensor));
            if (isRaw) {
                raw.add(BinaryTensors.write(type, tensor.values()));
            } else {
                output.message(5, TensorContents.write(type, tensor.values()));
            }
            response.message(5, output);
        });
        raw.forEach(bytes -> response.bytes(6, bytes));
    }

    private static ProtobufWriter tensor(String name, InferenceType type, List<Integer> shape) {
        return new ProtobufWriter().text(1, name).text(2, type.name()).integers(3, shape);
    }

    /// What a model takes and gives, as a `ModelMetadataResponse`.
    ///
    /// @param versions those that are served
    public static byte[] metadata(MlModel model, String name, List<String> versions) {
        Inference inference = new Inference(model);
        ProtobufWriter response = new ProtobufWriter().text(1, name);
        versions.forEach(version -> response.text(2, version));
        response.text(3, inference.platform());
        inference.inputs().forEach(input -> response.message(4, tensor(input.name(), input.type(), input.shape())));
        inference
                .outputs()
                .forEach(output -> response.message(5, tensor(output.name(), output.type(), output.shape())));
        return response.toBytes();
    }

    /// What a server is, as a `ServerMetadataResponse`.
    public static byte[] server(String version) {
        return new ProtobufWriter().text(1, "cairn").text(2, version).toBytes();
    }

    /// Whether it is so, as a `ServerLiveResponse`, `ServerReadyResponse` or `ModelReadyResponse`.
    public static byte[] is(boolean so) {
        return new ProtobufWriter().truth(1, so).toBytes();
    }
}
