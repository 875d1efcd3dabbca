package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnSpec;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.NamedTensors;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Tensor;
import dev.cairn.scoring.TensorSpec;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// The Open Inference Protocol (version 2, as KServe and Triton speak it) for one model. Thread-safe.
public final class InferenceProtocol {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ONLY = "output-1";
    private static final int MAX_SIZE_OF_ROW = 2;

    private final Servable model;
    private final String name;
    private final String version;
    private final ScoringLimits limits;
    private final JsonMapper json;

    /// @param name what the model is called in addresses
    /// @param version empty for a model that has none
    public InferenceProtocol(Servable model, String name, String version, ScoringLimits limits) {
        this.model = model;
        this.name = name;
        this.version = version;
        this.limits = limits;
        this.json = InvocationParser.mapper(limits);
    }

    /// What the server is: the answer to `GET /v2`.
    public static Answer server(String version) {
        return Answer.json(written(json -> {
            json.writeStringProperty("name", "cairn");
            json.writeStringProperty("version", version);
            json.writeArrayPropertyStart("extensions");
            json.writeString("binary_tensor_data");
            json.writeEndArray();
        }));
    }

    /// `{"live": true}`, and `ready` likewise.
    public static Answer yes(String what) {
        return Answer.json(written(json -> json.writeBooleanProperty(what, true)));
    }

    /// A refusal in the words of the protocol.
    public static Answer refusal(int status, String message) {
        return new Answer(status, Answer.JSON, written(json -> json.writeStringProperty("error", message)));
    }

    /// Whether a path of the protocol means this model.
    ///
    /// @param asked the version, empty for any
    public boolean is(String model, String asked) {
        return model.equals(name) && (asked.isEmpty() || asked.equals(version));
    }

    /// That the model is ready, which it is as soon as it is loaded.
    public Answer ready() {
        return Answer.json(written(json -> {
            json.writeStringProperty("name", name);
            json.writeBooleanProperty("ready", true);
        }));
    }

    /// What the model takes and gives.
    public Answer metadata() {
        return Answer.json(written(json -> {
            json.writeStringProperty("name", name);
            json.writeArrayPropertyStart("versions");
            if (!version.isEmpty()) {
                json.writeString(version);
            }
            json.writeEndArray();
            json.writeStringProperty("platform", platform());
            tensors(json, "inputs", model.model().signature().inputs(), "input-");
            tensors(json, "outputs", model.model().signature().outputs(), "output-");
        }));
    }

    private String platform() {
        return model.model().flavors().containsKey("onnx") ? "onnxruntime_onnx" : "mlflow";
    }

    private static void tensors(JsonGenerator json, String field, Schema schema, String prefix) {
        json.writeArrayPropertyStart(field);
        int number = 1;
        switch (schema) {
            case Schema.Columns columns -> {
                for (ColumnSpec column : columns.columns()) {
                    tensor(json, named(column.name(), prefix, number++), InferenceType.of(column.type()), List.of(-1));
                }
            }
            case Schema.Tensors tensors -> {
                for (TensorSpec tensor : tensors.tensors()) {
                    tensor(json, named(tensor.name(), prefix, number++), InferenceType.of(tensor), tensor.shape());
                }
            }
            case Schema.Absent _ -> {}
        }
        json.writeEndArray();
    }

    private static String named(@Nullable String name, String prefix, int number) {
        return name == null ? prefix + number : name;
    }

    private static void tensor(JsonGenerator json, String name, InferenceType type, List<Integer> shape) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("datatype", type.name());
        shape(json, shape);
        json.writeEndObject();
    }

    private static void shape(JsonGenerator json, List<Integer> shape) {
        json.writeArrayPropertyStart("shape");
        shape.forEach(json::writeNumber);
        json.writeEndArray();
    }

    /// Answers a request for predictions.
    ///
    /// @param jsonLength how many bytes of the body are JSON, where tensors in bytes follow
    public Answer infer(byte[] body, Optional<Integer> jsonLength) {
        try {
            InferenceRequest request = new InferenceReader(json, limits).read(body, jsonLength.orElse(body.length));
            return answer(request, outputs(model.score(payload(request.inputs()))));
        } catch (InvalidInput refused) {
            return refusal(Answer.BAD_REQUEST, refused.getMessage());
        }
    }

    /// The inputs as the signature wants them: its only tensor by any name, columns from tensors of one value a row or
    /// from a matrix that is as wide as the table.
    private Payload payload(NamedTensors inputs) {
        boolean one = inputs.tensors().size() == 1;
        Tensor first = inputs.tensors().firstEntry().getValue();
        return switch (model.model().signature().inputs()) {
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

    private SequencedMap<String, Tensor> outputs(Predictions predictions) {
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

    private Answer answer(InferenceRequest request, SequencedMap<String, Tensor> outputs) {
        List<byte[]> binaries = new ArrayList<>();
        byte[] head = written(json -> {
            json.writeStringProperty("model_name", name);
            if (!version.isEmpty()) {
                json.writeStringProperty("model_version", version);
            }
            if (request.id() != null) {
                json.writeStringProperty("id", request.id());
            }
            json.writeArrayPropertyStart("outputs");
            wanted(request, outputs).forEach((output, tensor) -> output(json, output, tensor, request, binaries));
            json.writeEndArray();
        });
        if (binaries.isEmpty()) {
            return Answer.json(head);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head);
        binaries.forEach(body::writeBytes);
        return new Answer(Answer.OK, Answer.BYTES, body.toByteArray(), head.length);
    }

    private static SequencedMap<String, Tensor> wanted(InferenceRequest request, SequencedMap<String, Tensor> outputs) {
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

    private void output(
            JsonGenerator json, String output, Tensor tensor, InferenceRequest request, List<byte[]> binaries) {
        InferenceType type = type(output, tensor.values());
        json.writeStartObject();
        json.writeStringProperty("name", output);
        json.writeStringProperty("datatype", type.name());
        shape(json, tensor.rank() == 0 ? List.of(1) : tensor.shape());
        if (request.binary(output)) {
            byte[] bytes = BinaryTensors.write(type, tensor.values());
            binaries.add(bytes);
            json.writeObjectPropertyStart("parameters");
            json.writeNumberProperty("binary_data_size", bytes.length);
            json.writeEndObject();
        } else {
            json.writeArrayPropertyStart("data");
            TensorWriter writer = new TensorWriter(json);
            for (int i = 0; i < tensor.values().size(); i++) {
                writer.value(tensor.values(), i);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /// As the signature declares it, else as wide as it is carried.
    private InferenceType type(String output, Column values) {
        boolean numbers = values instanceof Column.Doubles || values instanceof Column.Longs;
        if (numbers && model.model().signature().outputs() instanceof Schema.Tensors declared) {
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

    private static byte[] written(Consumer<JsonGenerator> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
