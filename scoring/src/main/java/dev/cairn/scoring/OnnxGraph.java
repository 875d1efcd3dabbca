package dev.cairn.scoring;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// What an ONNX graph says of its own inputs and outputs.
final class OnnxGraph {
    private static final int ANY = -1;

    private OnnxGraph() {}

    /// Its tensors by name; what is no tensor, such as a map, is left out.
    static Signature signature(OrtSession session) throws OrtException {
        return new Signature(
                tensors(session.getInputInfo().values()),
                tensors(session.getOutputInfo().values()),
                List.of());
    }

    private static Schema tensors(Collection<NodeInfo> nodes) {
        List<TensorSpec> tensors = new ArrayList<>();
        for (NodeInfo node : nodes) {
            if (node.getInfo() instanceof TensorInfo tensor) {
                String dtype = dtype(tensor.type);
                tensors.add(new TensorSpec(node.getName(), dtype, ElementType.ofNumpy(dtype), shape(tensor)));
            }
        }
        return tensors.isEmpty() ? new Schema.Absent() : new Schema.Tensors(tensors);
    }

    private static List<Integer> shape(TensorInfo tensor) {
        return Arrays.stream(tensor.getShape())
                .mapToObj(size -> size < 0 || size > Integer.MAX_VALUE ? ANY : (int) size)
                .toList();
    }

    /// As ONNX Runtime gives it to Python.
    private static String dtype(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> "float32";
            case DOUBLE -> "float64";
            case FLOAT16, BFLOAT16 -> "float16";
            case INT8 -> "int8";
            case INT16 -> "int16";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case UINT8 -> "uint8";
            case BOOL -> "bool";
            case STRING -> "str";
            case UNKNOWN -> "object";
        };
    }
}
