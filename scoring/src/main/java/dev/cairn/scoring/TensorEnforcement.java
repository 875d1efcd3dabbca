package dev.cairn.scoring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Holds a payload against a signature of tensors: the result has the declared names, types and shapes. A frame is
/// turned into tensors: column by column when they have names, side by side when the signature has one tensor without
/// a name.
final class TensorEnforcement {
    private final Schema.Tensors schema;

    TensorEnforcement(Schema.Tensors schema) {
        this.schema = schema;
    }

    Payload enforce(Payload payload) {
        try {
            return enforced(payload);
        } catch (InvalidInput refused) {
            throw payload instanceof Frame ? refused : refused.inArray();
        }
    }

    private Payload enforced(Payload payload) {
        TensorSpec first = schema.tensors().getFirst();
        return switch (payload) {
            case Frame frame -> schema.named() ? named(frame) : single(frame, first);
            case NamedTensors tensors when schema.named() -> named(tensors);
            case NamedTensors tensors -> throw InvalidInput.malformed(ColumnEnforcement.NO_NAMES);
            case Tensor tensor when !schema.named() -> conform(first, tensor);
            case Tensor tensor -> onlyOne(first, tensor);
        };
    }

    private NamedTensors named(NamedTensors given) {
        requireAll(given.tensors().keySet().stream().toList());
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : schema.tensors()) {
            Tensor tensor = given.tensors().get(spec.label());
            if (tensor != null) {
                tensors.put(spec.label(), conform(spec, tensor));
            }
        }
        return new NamedTensors(tensors);
    }

    private NamedTensors named(Frame frame) {
        requireAll(frame.columns().keySet().stream().toList());
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (TensorSpec spec : schema.tensors()) {
            Column column = frame.columns().get(spec.label());
            if (column != null) {
                tensors.put(spec.label(), fromColumn(spec, Tensor.of(spec.label(), column)));
            }
        }
        return new NamedTensors(tensors);
    }

    private static Tensor single(Frame frame, TensorSpec spec) {
        if (frame.columns().size() == 1) {
            var only = frame.columns().firstEntry();
            return fromColumn(spec, Tensor.of(only.getKey(), only.getValue()));
        }
        return conform(spec, Matrix.of(frame, spec.type()));
    }

    private NamedTensors onlyOne(TensorSpec first, Tensor tensor) {
        if (schema.tensors().size() > 1) {
            requireAll(List.of());
        }
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(first.label(), conform(first, tensor));
        return new NamedTensors(tensors);
    }

    private void requireAll(List<String> given) {
        List<String> missing = schema.tensors().stream()
                .map(TensorSpec::label)
                .filter(name -> !given.contains(name))
                .map("'%s'"::formatted)
                .toList();
        if (!missing.isEmpty()) {
            throw InvalidInput.schema("Model is missing inputs %s.".formatted(missing));
        }
    }

    /// The cells of a column are flat: they take the declared shape when that fixes all but the number of rows.
    private static Tensor fromColumn(TensorSpec spec, Tensor tensor) {
        List<Integer> declared = spec.shape();
        boolean fixedRows = !declared.isEmpty()
                && declared.getFirst() == -1
                && !declared.subList(1, declared.size()).contains(-1);
        if (fixedRows && !spec.accepts(tensor.shape())) {
            List<Integer> shape = new ArrayList<>(declared);
            shape.set(0, tensor.shape().getFirst());
            if (Tensor.count(shape) == tensor.values().size()) {
                return conform(spec, tensor.reshaped(shape));
            }
        }
        return conform(spec, tensor);
    }

    private static Tensor conform(TensorSpec spec, Tensor tensor) {
        if (spec.type() == ElementType.ANY && spec.shape().equals(List.of(-1))) {
            return tensor;
        } else if (!spec.accepts(tensor.shape())) {
            throw InvalidInput.schema("Shape of input %s does not match expected shape %s."
                    .formatted(TensorSpec.text(tensor.shape()), TensorSpec.text(spec.shape())));
        }
        return new Tensor(tensor.shape(), spec.inRange(spec.type().convert(spec.label(), tensor.values())));
    }
}
