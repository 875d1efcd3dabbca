package dev.cairn.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The signature that an example and its answer tell of, by the rules of MLflow's `infer_signature`: columns of a
/// table are named types, arrays are tensors whose first dimension is free, and a column is optional where the example
/// lacks a value of it. Tensors take the types that the model's own file declares, which JSON does not have.
public final class SignatureInference {
    private static final int FREE = -1;

    private final Signature declared;

    private SignatureInference(Signature declared) {
        this.declared = declared;
    }

    /// The signature of a model.
    ///
    /// @param payload     the example
    /// @param params      its parameters, a missing node for none
    /// @param predictions the answer
    /// @param declared    what the model's file says by itself
    /// @throws IllegalArgumentException if a column or a parameter tells no type
    public static Signature of(Payload payload, JsonNode params, Predictions predictions, Signature declared) {
        SignatureInference inference = new SignatureInference(declared);
        return new Signature(inference.inputs(payload), inference.outputs(predictions), params(params));
    }

    private Schema inputs(Payload payload) {
        return switch (payload) {
            case Frame frame -> columns(frame.columns());
            case Tensor tensor -> new Schema.Tensors(List.of(tensor(null, tensor, declared.inputs())));
            case NamedTensors named -> tensors(named.tensors(), declared.inputs());
        };
    }

    private Schema outputs(Predictions predictions) {
        return switch (predictions) {
            case Predictions.Rows(var outputs) -> isFlat(outputs) ? scalars(outputs) : tensors(outputs);
            case Predictions.Arrays(var outputs) -> tensors(outputs);
            case Predictions.Plain(Tensor values) ->
                new Schema.Tensors(List.of(tensor(null, values, new Schema.Absent())));
        };
    }

    private Schema tensors(SequencedMap<String, Tensor> outputs) {
        return tensors(outputs, declared.outputs());
    }

    /// Whether each row has one value of each output.
    private static boolean isFlat(SequencedMap<String, Tensor> outputs) {
        return outputs.values().stream()
                .allMatch(tensor -> tensor.rank() > 0
                        && tensor.shape().getFirst() == tensor.values().size());
    }

    private Schema scalars(SequencedMap<String, Tensor> outputs) {
        List<ColumnSpec> specs = new ArrayList<>();
        outputs.forEach((name, tensor) -> specs.add(new ColumnSpec(
                name,
                find(name, declared.outputs())
                        .<ColumnType>map(spec -> scalar(spec.type()))
                        .orElseGet(() -> type(name, tensor.values())),
                true)));
        return new Schema.Columns(specs);
    }

    private static Schema tensors(SequencedMap<String, Tensor> all, Schema declared) {
        List<TensorSpec> specs = new ArrayList<>();
        all.forEach((name, tensor) -> specs.add(tensor(name, tensor, declared)));
        return new Schema.Tensors(specs);
    }

    private static TensorSpec tensor(@Nullable String name, Tensor tensor, Schema declared) {
        String dtype = find(name, declared)
                .map(TensorSpec::dtype)
                .orElse(tensor.values().typeName());
        List<Integer> shape = new ArrayList<>(tensor.shape());
        if (!shape.isEmpty()) {
            shape.set(0, FREE);
        }
        return new TensorSpec(name, dtype, ElementType.ofNumpy(dtype), shape);
    }

    /// The tensor of a name, or the only one for none.
    private static Optional<TensorSpec> find(@Nullable String name, Schema declared) {
        if (!(declared instanceof Schema.Tensors(var tensors))) {
            return Optional.empty();
        }
        if (name == null) {
            return tensors.size() == 1 ? Optional.of(tensors.getFirst()) : Optional.empty();
        }
        return tensors.stream().filter(spec -> name.equals(spec.name())).findFirst();
    }

    private static Schema columns(SequencedMap<String, Column> columns) {
        List<ColumnSpec> specs = new ArrayList<>();
        columns.forEach((name, column) -> specs.add(new ColumnSpec(name, type(name, column), isWhole(column))));
        return new Schema.Columns(specs);
    }

    private static boolean isWhole(Column column) {
        return switch (column) {
            case Column.Doubles(var values) -> {
                boolean whole = true;
                for (int i = 0; i < values.limit(); i++) {
                    whole &= !Double.isNaN(values.get(i));
                }
                yield whole;
            }
            case Column.Texts(var values) -> values.stream().allMatch(Objects::nonNull);
            case Column.Mixed(var values) -> values.stream().allMatch(Objects::nonNull);
            case Column.Longs _, Column.Booleans _ -> true;
        };
    }

    private static ColumnType type(String name, Column column) {
        return switch (column) {
            case Column.Longs _ -> DataType.LONG;
            case Column.Doubles _ -> DataType.DOUBLE;
            case Column.Booleans _ -> DataType.BOOLEAN;
            case Column.Texts _ -> DataType.STRING;
            case Column.Mixed(var cells) ->
                cells.stream()
                        .filter(Objects::nonNull)
                        .map(cell -> array(name, cell))
                        .distinct()
                        .reduce((one, other) -> {
                            throw untold(name);
                        })
                        .orElseThrow(() -> untold(name));
        };
    }

    private static ColumnType array(String name, Object cell) {
        if (!(cell instanceof Tensor tensor) || tensor.rank() == 0) {
            throw untold(name);
        }
        ColumnType type = type(name, tensor.values());
        for (int i = 0; i < tensor.rank(); i++) {
            type = new ColumnType.Array(type);
        }
        return type;
    }

    private static IllegalArgumentException untold(String name) {
        return new IllegalArgumentException(
                "The example does not tell the type of '%s': give the model a signature.".formatted(name));
    }

    private static DataType scalar(ElementType type) {
        return switch (type) {
            case FLOAT32 -> DataType.FLOAT;
            case FLOAT64 -> DataType.DOUBLE;
            case INT32 -> DataType.INTEGER;
            case INT64 -> DataType.LONG;
            case BOOL -> DataType.BOOLEAN;
            case TEXT -> DataType.STRING;
            case ANY -> DataType.BINARY;
        };
    }

    private static List<ParamSpec> params(JsonNode params) {
        List<ParamSpec> specs = new ArrayList<>();
        params.properties().forEach(param -> {
            JsonNode value = param.getValue();
            JsonNode one = value.isArray() ? value.path(0) : value;
            specs.add(new ParamSpec(param.getKey(), type(param.getKey(), one), value, value.isArray()));
        });
        return specs;
    }

    private static DataType type(String name, JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> DataType.BOOLEAN;
            case NUMBER -> value.isIntegralNumber() ? DataType.LONG : DataType.DOUBLE;
            case STRING -> DataType.STRING;
            case ARRAY, BINARY, MISSING, NULL, OBJECT, POJO -> throw untold(name);
        };
    }
}
