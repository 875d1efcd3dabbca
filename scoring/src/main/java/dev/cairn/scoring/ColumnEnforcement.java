package dev.cairn.scoring;

import dev.cairn.scoring.text.PythonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Holds a payload against a signature of columns: the result is a frame of the declared columns in the declared
/// order, each of its declared type. Undeclared columns are dropped.
final class ColumnEnforcement {
    static final String NO_NAMES =
            "Failed to parse input data. This model contains an un-named  model signature which expects"
                    + " a single n-dimensional array or a single value as input, however, an input of type <class 'dict'> was found.";

    private final Schema.Columns schema;

    ColumnEnforcement(Schema.Columns schema) {
        this.schema = schema;
    }

    Frame enforce(Payload payload) {
        Frame frame = switch (payload) {
            case Frame same -> same;
            case NamedTensors named when schema.named() -> frame(named);
            case NamedTensors _ -> throw InvalidInput.malformed(NO_NAMES);
            case Tensor tensor -> frame(tensor);
        };
        try {
            return schema.named() ? byName(frame, payload) : byPosition(frame, payload);
        } catch (InvalidInput refused) {
            throw payload instanceof Frame ? refused : refused.inArray();
        }
    }

    private static Column converted(ColumnSpec spec, String name, Column column, Payload payload) {
        boolean table = payload instanceof Frame;
        return switch (spec.type()) {
            case DataType type when type == DataType.BINARY -> Conversion.bytes(name, column, table);
            case DataType type when type == DataType.DATETIME -> Conversion.times(name, column, !table);
            case DataType type -> type.elements().convert(name, column);
            case ColumnType.Any _ -> column;
            case ColumnType.Nested type -> new NestedEnforcement(name, type).enforce(column, spec.required());
        };
    }

    private Frame byName(Frame frame, Payload payload) {
        requireAll(frame);
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (ColumnSpec spec : schema.columns()) {
            String name = String.valueOf(spec.name());
            Column column = frame.columns().get(name);
            if (column != null) {
                columns.put(name, converted(spec, name, column, payload));
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
                        extra.isEmpty()
                                ? ""
                                : " Note that there were extra inputs: %s.".formatted(printed(extra, frame))));
    }

    private Frame byPosition(Frame frame, Payload payload) {
        if (frame.columns().size() < schema.columns().size()) {
            throw InvalidInput.schema(
                    "Model inference is missing inputs. The model signature declares %d inputs  but the provided value only has %d inputs. Note: the inputs were not named in the signature so we can only verify their count."
                            .formatted(schema.columns().size(), frame.columns().size()));
        }
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        var given = frame.columns().entrySet().iterator();
        for (ColumnSpec spec : schema.columns()) {
            var column = given.next();
            columns.put(column.getKey(), converted(spec, column.getKey(), column.getValue(), payload));
        }
        return new Frame(columns, frame.rows());
    }

    private Frame frame(NamedTensors named) {
        if (schema.columns().stream().anyMatch(spec -> isNested(spec.type()))) {
            return oneRow(named);
        }
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
            throw InvalidInput.schema(
                    "This model contains a column-based signature, which suggests a DataFrame input."
                            + " There was an error casting the input data to a DataFrame: All arrays must be of the same length");
        }
        return new Frame(columns, lengths.isEmpty() ? 0 : lengths.getFirst());
    }

    private static boolean isNested(ColumnType type) {
        return type instanceof ColumnType.Array
                || type instanceof ColumnType.Vector
                || type instanceof ColumnType.Structure;
    }

    /// Where cells may hold arrays, a dictionary is one row.
    private static Frame oneRow(NamedTensors named) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        named.tensors().forEach((name, tensor) -> {
            ColumnBuilder cell = new ColumnBuilder();
            if (tensor.rank() == 0) {
                cell.add(tensor.values(), 0);
            } else {
                cell.addObject(tensor);
            }
            columns.put(name, cell.build());
        });
        return new Frame(columns, 1);
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
        if (tensor.rank() == 1
                && tensor.values().size() == 0
                && schema.columns().size() > 1) {
            return new Frame(columns, 0);
        }
        boolean onlyOne = schema.named() && schema.columns().size() == 1 && tensor.rank() == 1;
        columns.put(onlyOne ? String.valueOf(schema.columns().getFirst().name()) : "0", tensor.values());
        return new Frame(columns, tensor.values().size());
    }

    /// Names in quotes; those that pandas gave, which are numbers, without.
    private static List<String> printed(List<String> names, Frame frame) {
        int position = 0;
        for (String name : frame.columns().keySet()) {
            if (!name.equals(String.valueOf(position++))) {
                return quoted(names);
            }
        }
        return names;
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(PythonText::quoted).toList();
    }
}
