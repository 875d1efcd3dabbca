package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnSpec;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.NamedTensors;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.Tensor;
import dev.cairn.scoring.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a model takes and gives in the terms of the Open Inference Protocol, in whatever form it comes.
record Inference(MlModel model) {
    private static final String ONLY = "output-1";
    private static final int MAX_SIZE_OF_ROW = 2;

    /// An input or an output as the signature has it; -1 is a dimension of any length.
    record Declared(String name, InferenceType type, List<Integer> shape) {}

    String platform() {
        return model.flavors().containsKey("onnx") ? "onnxruntime_onnx" : "mlflow";
    }

    List<Declared> inputs() {
        return declared(model.signature().inputs(), "input-");
    }

    List<Declared> outputs() {
        return declared(model.signature().outputs(), "output-");
    }

    private static List<Declared> declared(Schema schema, String prefix) {
        List<Declared> all = new ArrayList<>();
        switch (schema) {
            case Schema.Columns columns -> {
                for (ColumnSpec column : columns.columns()) {
                    String name = named(column.name(), prefix, all.size() + 1);
                    all.add(new Declared(name, InferenceType.of(column.type()), List.of(-1)));
                }
            }
            case Schema.Tensors tensors -> {
                for (TensorSpec tensor : tensors.tensors()) {
                    String name = named(tensor.name(), prefix, all.size() + 1);
                    all.add(new Declared(name, InferenceType.of(tensor), tensor.shape()));
                }
            }
            case Schema.Absent _ -> {}
        }
        return all;
    }

    private static String named(@Nullable String name, String prefix, int number) {
        return name == null ? prefix + number : name;
    }

    /// The inputs as the signature wants them: its only tensor by any name, columns from tensors of one value a row or
    /// from a matrix that is as wide as the table.
    Payload payload(NamedTensors inputs) {
        boolean one = inputs.tensors().size() == 1;
        Tensor first = inputs.tensors().firstEntry().getValue();
        return switch (model.signature().inputs()) {
            case Schema.Tensors tensors when one && tensors.tensors().size() == 1 -> first;
            case Schema.Columns columns when one && isTable(first, columns) -> table(first, columns);
            case Schema.Columns _ -> flat(inputs);
            case Schema.Absent _ when one -> first;
            case Schema.Tensors _, Schema.Absent _ -> inputs;
        };
    }

    private static boolean isTable(Tensor tensor, Schema.Columns columns) {
        return tensor.rank() == MAX_SIZE_OF_ROW
                && tensor.shape().getLast() == columns.columns().size()
                && columns.columns().size() > 1;
    }

    private static Payload table(Tensor tensor, Schema.Columns columns) {
        SequencedMap<String, Column> named = new LinkedHashMap<>();
        List<Column> split = tensor.columns();
        for (int i = 0; i < split.size(); i++) {
            String name = columns.columns().get(i).name();
            named.put(name == null ? String.valueOf(i) : name, split.get(i));
        }
        return new Frame(named, tensor.shape().getFirst());
    }

    private static Payload flat(NamedTensors inputs) {
        SequencedMap<String, Tensor> flat = new LinkedHashMap<>();
        inputs.tensors().forEach((name, tensor) -> {
            boolean upright = tensor.rank() == MAX_SIZE_OF_ROW && tensor.shape().getLast() == 1;
            flat.put(name, upright ? new Tensor(List.of(tensor.shape().getFirst()), tensor.values()) : tensor);
        });
        return new NamedTensors(flat);
    }

    /// Writes outputs in the form in which they are asked for.
    @FunctionalInterface
    interface Form {
        Answer write(Inference inference, InferenceRequest request, SequencedMap<String, Tensor> outputs);
    }

    /// What a model says to a request, or what is wrong with that.
    static InferenceReply reply(Servable servable, Supplier<InferenceRequest> read, Form form) {
        try {
            InferenceRequest request = read.get();
            Inference inference = new Inference(servable.model());
            Payload payload = inference.payload(request.inputs());
            Predictions predictions = servable.score(payload);
            return new InferenceReply.Predicted(
                    form.write(inference, request, wanted(request, predictions)), payload, predictions);
        } catch (InvalidInput refused) {
            return new InferenceReply.Refused(Answer.BAD_REQUEST, refused.getMessage());
        } catch (AnswerTooLargeException refused) {
            return new InferenceReply.Refused(Answer.FAILED, refused.getMessage());
        }
    }

    /// What a request says of a name; nothing where it is none, which the model refuses.
    static Optional<String> value(Supplier<InferenceRequest> read, String name) {
        try {
            return read.get().value(name);
        } catch (InvalidInput unreadable) {
            return Optional.empty();
        }
    }

    /// What is wanted of predictions.
    private static SequencedMap<String, Tensor> wanted(InferenceRequest request, Predictions predictions) {
        SequencedMap<String, Tensor> outputs = named(predictions);
        if (request.outputs().isEmpty()) {
            return outputs;
        }
        SequencedMap<String, Tensor> wanted = new LinkedHashMap<>();
        for (InferenceRequest.Output each : request.outputs()) {
            Tensor tensor = outputs.get(each.name());
            if (tensor == null) {
                throw InvalidInput.form(
                        "The model has no output '%s'; it has %s.".formatted(each.name(), outputs.keySet()));
            }
            wanted.put(each.name(), tensor);
        }
        return wanted;
    }

    private static SequencedMap<String, Tensor> named(Predictions predictions) {
        return switch (predictions) {
            case Predictions.Rows rows -> rows.outputs();
            case Predictions.Arrays arrays -> arrays.outputs();
            case Predictions.Plain plain -> {
                SequencedMap<String, Tensor> only = new LinkedHashMap<>();
                only.put(ONLY, plain.values());
                yield only;
            }
        };
    }

    /// The type of an output: as the signature declares it, else as wide as it is carried.
    InferenceType type(String output, Column values) {
        boolean numbers = values instanceof Column.Doubles || values instanceof Column.Longs;
        if (numbers && model.signature().outputs() instanceof Schema.Tensors declared) {
            for (TensorSpec tensor : declared.tensors()) {
                boolean only = tensor.name() == null && output.equals(ONLY);
                if (only || output.equals(tensor.name())) {
                    return InferenceType.of(tensor);
                }
            }
        }
        return switch (values) {
            case Column.Longs _ -> InferenceType.INT64;
            case Column.Doubles _ -> InferenceType.FP64;
            case Column.Booleans _ -> InferenceType.BOOL;
            case Column.Texts _, Column.Mixed _ -> InferenceType.BYTES;
        };
    }

    /// The shape of an output; a single value is an array of one.
    static List<Integer> shape(Tensor output) {
        return output.rank() == 0 ? List.of(1) : output.shape();
    }
}
