package dev.cairn.scoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Holds a payload against a signature of columns: the result is a frame of the declared columns in the declared
/// order, each of its declared type. Undeclared columns are dropped.
final class ColumnEnforcement {
    private final Schema.Columns schema;

    ColumnEnforcement(Schema.Columns schema) {
        this.schema = schema;
    }

    Frame enforce(Payload payload) {
        Frame frame = switch (payload) {
            case Frame same -> same;
            case NamedTensors named -> frame(named);
            case Tensor tensor -> frame(tensor);
        };
        return schema.named() ? byName(frame) : byPosition(frame);
    }

    private Frame byName(Frame frame) {
        requireAll(frame);
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (ColumnSpec spec : schema.columns()) {
            String name = String.valueOf(spec.name());
            Column column = frame.columns().get(name);
            if (column != null) {
                columns.put(name, spec.type().elements().convert(name, column));
            }
        }
        return new Frame(columns, frame.rows());
    }

    private void requireAll(Frame frame) {
        List<String> missing = schema.columns().stream()
                .filter(ColumnSpec::required)
                .map(spec -> String.valueOf(spec.name()))
                .filter(name -> !frame.columns().containsKey(name))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        List<String> declared = schema.columns().stream()
                .map(spec -> String.valueOf(spec.name()))
                .toList();
        List<String> extra = frame.columns().keySet().stream()
                .filter(name -> !declared.contains(name))
                .toList();
        throw InvalidInput.schema("Model is missing inputs %s.%s"
                .formatted(
                        quoted(missing),
                        extra.isEmpty() ? "" : " Note that there were extra inputs: %s.".formatted(quoted(extra))));
    }

    private Frame byPosition(Frame frame) {
        if (frame.columns().size() < schema.columns().size()) {
            throw InvalidInput.schema(
                    "Model inference is missing inputs. The model signature declares %d inputs but the provided value only has %d inputs."
                            .formatted(schema.columns().size(), frame.columns().size()));
        }
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        var given = frame.columns().entrySet().iterator();
        for (ColumnSpec spec : schema.columns()) {
            var column = given.next();
            columns.put(column.getKey(), spec.type().elements().convert(column.getKey(), column.getValue()));
        }
        return new Frame(columns, frame.rows());
    }

    private static Frame frame(NamedTensors named) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        named.tensors().forEach((name, tensor) -> {
            if (tensor.rank() > 1) {
                throw InvalidInput.schema("The model takes columns, and '%s' is an array of shape %s."
                        .formatted(name, TensorSpec.text(tensor.shape())));
            }
            columns.put(name, tensor.values());
        });
        List<Integer> lengths =
                columns.values().stream().map(Column::size).distinct().toList();
        if (lengths.size() > 1) {
            throw InvalidInput.schema("This model contains a column-based signature, which suggests a DataFrame input."
                    + " All arrays must be of the same length");
        }
        return new Frame(columns, lengths.isEmpty() ? 0 : lengths.getFirst());
    }

    private Frame frame(Tensor tensor) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        if (tensor.rank() > 2) {
            throw InvalidInput.schema("The model takes columns, and the input is an array of shape %s."
                    .formatted(TensorSpec.text(tensor.shape())));
        } else if (tensor.rank() == 2) {
            List<Column> split = Matrix.columns(tensor);
            for (int i = 0; i < split.size(); i++) {
                columns.put(String.valueOf(i), split.get(i));
            }
            return new Frame(columns, tensor.shape().getFirst());
        }
        boolean onlyOne = schema.named() && schema.columns().size() == 1;
        columns.put(onlyOne ? String.valueOf(schema.columns().getFirst().name()) : "0", tensor.values());
        return new Frame(columns, tensor.values().size());
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map("'%s'"::formatted).toList();
    }
}
