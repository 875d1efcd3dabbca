package dev.cairn.client;

import dev.cairn.protocol.models.ModelLibrary;
import dev.cairn.protocol.models.PythonPackages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an `MLmodel` file says of a model: in which ways its files can be read, what it takes and what it gives, and
/// all
/// else that it was logged with.
///
/// @param flavors each with its settings, as MLflow names them
/// @param more    the other fields of the file, under their names there
public record MlModel(
        Map<String, Map<String, Object>> flavors,
        List<Field> inputs,
        List<Field> outputs,
        List<ModelParam> params,
        Map<String, Object> more) {
    static final String FILE = "MLmodel";
    private static final String FLAVORS = "flavors";
    private static final String SIGNATURE = "signature";
    private static final String EXAMPLE = "saved_input_example_info";
    private static final String PYTHON = "python_function";
    private static final String CREATED = "utc_time_created";

    public MlModel {
        flavors = Collections.unmodifiableMap(new LinkedHashMap<>(flavors));
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        params = List.copyOf(params);
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    /// A model in the ONNX format, which servers and every client can run.
    ///
    /// @param file its name in the folder of the model, such as `model.onnx`
    public static MlModel onnx(String file) {
        return of(ModelLibrary.ONNX, file, "");
    }

    /// A model that a library saved as one file.
    ///
    /// @param file       its name in the model's folder; MLflow's is that of [ModelLibrary#fileName]
    /// @param modelClass that Python makes of it, such as `xgboost.sklearn.XGBClassifier`; empty
    ///                   for the library's own
    public static MlModel of(ModelLibrary library, String file, String modelClass) {
        return new MlModel(Map.of(), List.of(), List.of(), List.of(), Map.of())
                .withFlavor(library.flavor(), library.settings(file, modelClass, ""))
                .withFlavor(PYTHON, library.pythonFunction(file));
    }

    /// Reads the text of an `MLmodel` file.
    ///
    /// @throws IllegalArgumentException if it is none
    public static MlModel read(String yaml) {
        Map<String, Object> file = YamlFile.read(yaml);
        Map<String, Map<String, Object>> flavors = new LinkedHashMap<>();
        YamlFile.dictionary(file.remove(FLAVORS))
                .forEach((name, settings) -> flavors.put(name, YamlFile.dictionary(settings)));
        Map<String, Object> signature = YamlFile.dictionary(file.remove(SIGNATURE));
        return new MlModel(
                flavors,
                SignatureJson.fields(signature, "inputs"),
                SignatureJson.fields(signature, "outputs"),
                SignatureJson.params(signature),
                file);
    }

    /// The same, which can be read in another way too.
    public MlModel withFlavor(String name, Map<String, Object> settings) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>(flavors);
        all.put(name, settings);
        return new MlModel(all, inputs, outputs, params, more);
    }

    /// The same, which takes this besides.
    public MlModel taking(Field... fields) {
        return new MlModel(flavors, joined(inputs, fields), outputs, params, more);
    }

    /// The same, which gives this besides.
    public MlModel giving(Field... fields) {
        return new MlModel(flavors, inputs, joined(outputs, fields), params, more);
    }

    /// The same, whose requests may have these parameters besides.
    public MlModel withParams(ModelParam... fields) {
        return new MlModel(flavors, inputs, outputs, joined(params, fields), more);
    }

    /// The same with another signature.
    ///
    /// @param json as `signature.to_dict()` of MLflow has it: `inputs`, `outputs` and `params`, each
    ///             a list or the text of one
    /// @throws IllegalArgumentException if it is none
    public MlModel withSignature(String json) {
        Map<String, Object> signature = SignatureJson.read(json);
        return new MlModel(
                flavors,
                SignatureJson.fields(signature, "inputs"),
                SignatureJson.fields(signature, "outputs"),
                SignatureJson.params(signature),
                more);
    }

    /// The same with another value in one of the file's fields but the flavors and the signature.
    ///
    /// @param value as JSON has it: texts, numbers, lists, maps
    public MlModel with(String field, @Nullable Object value) {
        if (field.equals(FLAVORS) || field.equals(SIGNATURE)) {
            throw new IllegalArgumentException("The %s of a model has methods of its own.".formatted(field));
        }
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put(field, value);
        return new MlModel(flavors, inputs, outputs, params, all);
    }

    /// The same with something that its author says of it.
    public MlModel withMetadata(Map<String, Object> metadata) {
        return with("metadata", metadata);
    }

    /// The same, which uses these things of the platform, by platform and kind.
    public MlModel withResources(Map<String, Object> resources) {
        return with("resources", resources);
    }

    /// The same with an example, whose files lie beside it.
    public MlModel withExample(InputExample example) {
        return with(EXAMPLE, example.json(YamlFile.dictionary(more.get(EXAMPLE))));
    }

    /// The same with the files of the Python that it needs, null for none.
    public MlModel withPythonEnv(@Nullable String virtualenv, @Nullable String conda) {
        Map<String, Object> files = new LinkedHashMap<>();
        files.put("conda", conda);
        files.put("virtualenv", virtualenv);
        return withPython("env", files);
    }

    /// The same, whose Python is said by the files of [PythonPackages#files], which lie beside it.
    public MlModel withPackages(PythonPackages packages) {
        MlModel said = withPythonEnv(PythonPackages.PYTHON_ENV, PythonPackages.CONDA);
        return packages.python() == null ? said : said.withPython("python_version", packages.python());
    }

    /// The same with a folder of Python modules of its own.
    public MlModel withCode(String folder) {
        return withPython("code", folder);
    }

    private MlModel withPython(String name, Object value) {
        Map<String, Object> settings = new LinkedHashMap<>(flavors.getOrDefault(PYTHON, Map.of()));
        settings.put(name, value);
        return withFlavor(PYTHON, settings);
    }

    public Optional<String> modelId() {
        return text("model_id");
    }

    public Optional<String> runId() {
        return text("run_id");
    }

    /// The version of the client that wrote it.
    public Optional<String> mlflowVersion() {
        return text("mlflow_version");
    }

    public Map<String, Object> metadata() {
        return YamlFile.dictionary(more.get("metadata"));
    }

    public Map<String, Object> resources() {
        return YamlFile.dictionary(more.get("resources"));
    }

    public Optional<InputExample> example() {
        return Optional.ofNullable(more.get(EXAMPLE)).map(example -> InputExample.of(YamlFile.dictionary(example)));
    }

    /// The file that says which Python it needs: that of `virtualenv`, else conda's.
    public Optional<String> pythonEnv() {
        Object env = flavors.getOrDefault(PYTHON, Map.of()).get("env");
        if (env instanceof Map<?, ?> files) {
            Object file = files.get("virtualenv") == null ? files.get("conda") : files.get("virtualenv");
            return Optional.ofNullable(file).map(Object::toString);
        }
        return Optional.ofNullable(env).map(Object::toString);
    }

    /// The folder of its own Python modules.
    public Optional<String> code() {
        return Optional.ofNullable(flavors.getOrDefault(PYTHON, Map.of()).get("code"))
                .map(Object::toString);
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(more.get(field)).map(Object::toString);
    }

    private static <T> List<T> joined(List<T> some, T[] fields) {
        List<T> all = new ArrayList<>(some);
        all.addAll(List.of(fields));
        return all;
    }

    /// The text of the file, which MLflow's clients read.
    public String text() {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put(FLAVORS, flavors);
        file.putAll(more);
        Map<String, Object> signature = SignatureJson.of(this);
        if (signature != null) {
            file.put(SIGNATURE, signature);
        }
        return YamlFile.write(file);
    }

    /// The file of a model that is logged now.
    ///
    /// @param runId empty for none
    byte[] file(String modelId, String runId) {
        MlModel logged = with("model_id", modelId);
        if (!runId.isEmpty()) {
            logged = logged.with("run_id", runId);
        }
        if (!more.containsKey(CREATED)) {
            logged = logged.with(CREATED, Instant.now().toString());
        }
        return logged.text().getBytes(StandardCharsets.UTF_8);
    }
}
