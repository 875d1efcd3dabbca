package dev.cairn.scoring;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// An input of an ONNX graph: its name, element type and number of dimensions.
record OnnxInput(String name, ElementType type, int rank) {

    /// The inputs of a graph in its order.
    static List<OnnxInput> all(Map<String, NodeInfo> infos) {
        return infos.values().stream().map(OnnxInput::of).toList();
    }

    private static OnnxInput of(NodeInfo info) {
        if (info.getInfo() instanceof TensorInfo tensor) {
            return new OnnxInput(info.getName(), type(info.getName(), tensor.type), tensor.getShape().length);
        }
        throw unsupported(info.getName(), "a sequence or map");
    }

    private static ElementType type(String name, OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> ElementType.FLOAT32;
            case DOUBLE -> ElementType.FLOAT64;
            case INT32 -> ElementType.INT32;
            case INT64 -> ElementType.INT64;
            case BOOL -> ElementType.BOOL;
            case STRING -> ElementType.TEXT;
            case INT8, INT16, UINT8, FLOAT16, BFLOAT16, UNKNOWN -> throw unsupported(name, type.name());
        };
    }

    private static ModelFormatException unsupported(String name, String type) {
        return new ModelFormatException(
                "The model's input '%s' is of type %s; float, double, int32, int64, bool and string can be fed here. Add a Cast to the graph."
                        .formatted(name, type));
    }

    /// What each input is fed: all columns of a frame side by side where the graph has one input, else each by its
    /// name.
    static SequencedMap<String, Tensor> feeds(List<OnnxInput> inputs, Payload payload) {
        SequencedMap<String, Tensor> feeds = new LinkedHashMap<>();
        switch (payload) {
            case Frame frame
            when inputs.size() == 1 ->
                feeds.put(inputs.getFirst().name(), inputs.getFirst().matrix(frame));
            case Frame frame -> {
                requireAll(inputs, frame.columns().keySet());
                frame.columns().forEach((name, column) -> feeds.put(name, Tensor.of(name, column)));
                inputs.forEach(input -> feeds.computeIfPresent(input.name(), (_, tensor) -> input.upright(tensor)));
            }
            case NamedTensors named -> {
                requireAll(inputs, named.tensors().keySet());
                feeds.putAll(named.tensors());
            }
            case Tensor tensor
            when inputs.size() == 1 -> feeds.put(inputs.getFirst().name(), tensor);
            case Tensor _ ->
                throw InvalidInput.evaluation("The model takes several inputs %s; send a dictionary or a dataframe."
                        .formatted(names(inputs)));
        }
        return feeds;
    }

    /// The tensor in native memory, with its values as the graph wants them.
    OnnxTensor tensor(OrtEnvironment environment, Tensor tensor) throws OrtException {
        long[] shape = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
        return OnnxFeed.tensor(environment, this, tensor.values(), shape);
    }

    private Tensor matrix(Frame frame) {
        if (frame.columns().size() == 1) {
            var only = frame.columns().firstEntry();
            return upright(Tensor.of(only.getKey(), only.getValue()));
        }
        return Matrix.of(frame, type);
    }

    /// A column of scalars as `(rows, 1)`, unless the graph takes it flat.
    private Tensor upright(Tensor tensor) {
        return tensor.rank() == 1 && rank != 1
                ? tensor.reshaped(List.of(tensor.shape().getFirst(), 1))
                : tensor;
    }

    private static void requireAll(List<OnnxInput> inputs, Collection<String> given) {
        List<String> missing =
                names(inputs).stream().filter(name -> !given.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw InvalidInput.evaluation(
                    "The model takes the inputs %s and the request has no %s.".formatted(names(inputs), missing));
        }
    }

    private static List<String> names(List<OnnxInput> inputs) {
        return inputs.stream().map(OnnxInput::name).toList();
    }
}
