package dev.cairn.scoring;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Values that came out of a run of an ONNX graph as our own tensors, on the heap: no more than an answer may have, of
/// all outputs together. Used by one thread.
final class OnnxOutput {
    private final ScoringLimits limits;
    private long values;

    OnnxOutput(ScoringLimits limits) {
        this.limits = limits;
    }

    /// Accounts for values before they are copied.
    private void take(long count) {
        values += count;
        limits.requireAnswer(values);
    }

    static void requireSupported(Collection<NodeInfo> outputs) {
        for (NodeInfo output : outputs) {
            boolean supported = switch (output.getInfo()) {
                case TensorInfo _, MapInfo _ -> true;
                case SequenceInfo sequence -> sequence.isSequenceOfMaps();
                default -> false;
            };
            if (!supported) {
                throw new ModelFormatException(
                        "The model's output '%s' is a sequence of tensors; tensors and the maps of sklearn classifiers can be answered here."
                                .formatted(output.getName()));
            }
        }
    }

    /// A tensor as it is; a sequence of maps (ZipMap's class → probability) as one map per row.
    Tensor tensor(OnnxValue value) throws OrtException {
        return switch (value) {
            case OnnxTensor tensor -> tensor(tensor);
            case OnnxMap map -> new Tensor(List.of(), new Column.Mixed(List.of(sorted(map))));
            case OnnxSequence sequence -> {
                take(sequence.getInfo().length);
                List<@Nullable Object> rows = new ArrayList<>();
                for (OnnxValue row : sequence.getValue()) {
                    try (row) {
                        rows.add(row instanceof OnnxMap map ? sorted(map) : null);
                    }
                }
                yield new Tensor(List.of(rows.size()), new Column.Mixed(rows));
            }
            default -> throw new IllegalStateException("Unknown ONNX value " + value.getType());
        };
    }

    private Tensor tensor(OnnxTensor tensor) throws OrtException {
        TensorInfo info = tensor.getInfo();
        take(info.getNumElements());
        List<Integer> shape = new ArrayList<>();
        for (long dimension : info.getShape()) {
            shape.add(Math.toIntExact(dimension));
        }
        return new Tensor(shape, Tensor.count(shape) == 0 ? new ColumnBuilder().build() : values(tensor, info));
    }

    private static Column values(OnnxTensor tensor, TensorInfo info) throws OrtException {
        return switch (info.type) {
            case FLOAT, FLOAT16, BFLOAT16 -> floats(tensor.getFloatBuffer());
            case DOUBLE -> new Column.Doubles(tensor.getDoubleBuffer());
            case INT64 -> new Column.Longs(tensor.getLongBuffer());
            case INT32 -> longs(IntStream.of(tensor.getIntBuffer().array()));
            case INT16 -> shorts(tensor);
            case INT8, UINT8, BOOL -> bytes(tensor, info);
            case STRING -> {
                ColumnBuilder texts = new ColumnBuilder();
                flatten(tensor.getValue(), texts);
                yield texts.build();
            }
            case UNKNOWN -> throw new IllegalStateException("Unknown ONNX element type " + info.onnxType);
        };
    }

    private static Column floats(FloatBuffer floats) {
        double[] values = new double[floats.limit()];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats.get(i);
        }
        return new Column.Doubles(DoubleBuffer.wrap(values));
    }

    private static Column bytes(OnnxTensor tensor, TensorInfo info) {
        ByteBuffer bytes = tensor.getByteBuffer();
        IntStream values = IntStream.range(0, bytes.limit()).map(bytes::get);
        return switch (info.type) {
            case BOOL ->
                new Column.Booleans(values.mapToObj(value -> value != 0).toList());
            case UINT8 -> longs(values.map(value -> value & 0xff));
            default -> longs(values);
        };
    }

    private static Column shorts(OnnxTensor tensor) {
        var shorts = tensor.getShortBuffer();
        return longs(IntStream.range(0, shorts.limit()).map(shorts::get));
    }

    private static Column longs(IntStream values) {
        return new Column.Longs(LongBuffer.wrap(values.asLongStream().toArray()));
    }

    private static void flatten(Object texts, ColumnBuilder into) {
        if (texts instanceof Object[] array) {
            for (Object element : array) {
                flatten(element, into);
            }
        } else {
            into.addObject(texts);
        }
    }

    /// By class, as the runtime keeps them: numbers by size, texts by letter.
    private Map<Object, Object> sorted(OnnxMap map) throws OrtException {
        take(2L * map.size()); // with their keys
        return new TreeMap<>(map.getValue());
    }
}
