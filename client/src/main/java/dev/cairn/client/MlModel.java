package dev.cairn.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an `MLmodel` file says of a model: in which ways its files can be read, what it takes and what it gives.
///
/// @param flavors each with its settings, as MLflow names them
public record MlModel(Map<String, Map<String, Object>> flavors, List<Field> inputs, List<Field> outputs) {
    static final String FILE = "MLmodel";

    public MlModel {
        flavors = Map.copyOf(flavors);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// A model in the ONNX format, which servers and every client can run.
    ///
    /// @param file its name in the folder of the model, such as `model.onnx`
    public static MlModel onnx(String file) {
        return new MlModel(
                Map.of(
                        "onnx", Map.of("data", file, "providers", List.of("CPUExecutionProvider")),
                        "python_function", Map.of("loader_module", "mlflow.onnx", "data", file)),
                List.of(),
                List.of());
    }

    /// The same, which can be read in another way too.
    public MlModel withFlavor(String name, Map<String, Object> settings) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>(flavors);
        all.put(name, settings);
        return new MlModel(all, inputs, outputs);
    }

    /// The same, which takes this besides.
    public MlModel taking(Field... fields) {
        return new MlModel(flavors, joined(inputs, fields), outputs);
    }

    /// The same, which gives this besides.
    public MlModel giving(Field... fields) {
        return new MlModel(flavors, inputs, joined(outputs, fields));
    }

    private static List<Field> joined(List<Field> some, Field... more) {
        List<Field> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    /// The file, as JSON, which is YAML as well.
    ///
    /// @param runId empty for none
    byte[] file(String modelId, String runId) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("flavors", flavors);
        file.put("model_id", modelId);
        if (!runId.isEmpty()) {
            file.put("run_id", runId);
        }
        file.put("utc_time_created", Instant.now().toString());
        if (!inputs.isEmpty() || !outputs.isEmpty()) {
            Map<String, Object> signature = new LinkedHashMap<>();
            signature.put("inputs", Field.text(inputs));
            signature.put("outputs", Field.text(outputs));
            file.put("signature", signature);
        }
        return Json.text(file).getBytes(StandardCharsets.UTF_8);
    }
}
