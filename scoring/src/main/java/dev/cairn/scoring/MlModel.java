package dev.cairn.scoring;

import dev.cairn.scoring.text.Yaml;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What an `MLmodel` file says: all of its fields, with those that are not known here, and the signature read.
/// Immutable: the nodes that it gives are not to be changed.
///
/// @param fields the file as PyYAML reads it, but that ids are text
public record MlModel(ObjectNode fields, Signature signature) {
    private static final String PYTHON_FUNCTION = "python_function";
    private static final String FLAVORS = "flavors";

    /// A model to be written: of no flavour yet.
    public static MlModel empty() {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.putObject(FLAVORS);
        return new MlModel(fields, Signature.NONE);
    }

    /// Reads the text of an `MLmodel` file.
    public static MlModel parse(String yaml) {
        return MlModelReader.read(yaml);
    }

    /// The text of the file, as MLflow's client writes it: keys by letter.
    public String toYaml() {
        return Yaml.write(fields);
    }

    /// The flavours by name with their settings.
    public SequencedMap<String, JsonNode> flavors() {
        SequencedMap<String, JsonNode> flavors = new LinkedHashMap<>();
        fields.path(FLAVORS).properties().forEach(flavor -> flavors.put(flavor.getKey(), flavor.getValue()));
        return Collections.unmodifiableSequencedMap(flavors);
    }

    /// The settings of a flavour.
    public Optional<JsonNode> findFlavor(String name) {
        JsonNode flavor = fields.path(FLAVORS).path(name);
        return flavor.isMissingNode() ? Optional.empty() : Optional.of(flavor);
    }

    /// The same with another flavour, or with other settings of one.
    public MlModel withFlavor(String name, ObjectNode settings) {
        ObjectNode copy = fields.deepCopy();
        copy.withObjectProperty(FLAVORS).set(name, settings);
        return new MlModel(copy, signature);
    }

    /// The same with another value in one of the file's fields but the signature.
    public MlModel with(String field, JsonNode value) {
        ObjectNode copy = fields.deepCopy();
        copy.set(field, value);
        return new MlModel(copy, signature);
    }

    /// The same with another signature.
    public MlModel withSignature(Signature other) {
        ObjectNode copy = fields.deepCopy();
        copy.set("signature", SignatureWriter.write(other));
        copy.put("is_signature_from_type_hint", false);
        copy.put("type_hint_from_example", false);
        return new MlModel(copy, other);
    }

    public @Nullable String modelId() {
        return text("model_id");
    }

    public @Nullable String modelUuid() {
        return text("model_uuid");
    }

    public @Nullable String runId() {
        return text("run_id");
    }

    /// Where in its run it was logged; null for models that are no run's.
    public @Nullable String artifactPath() {
        return text("artifact_path");
    }

    /// The version of the client that wrote it.
    public @Nullable String mlflowVersion() {
        return text("mlflow_version");
    }

    /// When it was written, in UTC, such as `2026-11-23 11:05:38.940910`.
    public @Nullable String created() {
        return text("utc_time_created");
    }

    /// How large its files are, 0 where it does not say.
    public long sizeBytes() {
        return fields.path("model_size_bytes").asLong(0);
    }

    /// What its author said of it, a missing node for nothing.
    public JsonNode metadata() {
        return fields.path("metadata");
    }

    /// The things of the platform that it uses, by platform and kind.
    public JsonNode resources() {
        return fields.path("resources");
    }

    /// In whose name it uses them.
    public JsonNode authPolicy() {
        return fields.path("auth_policy");
    }

    /// The prompts that it was logged with.
    public List<String> prompts() {
        return texts("prompts");
    }

    /// The names of the environment variables that it reads.
    public List<String> environmentVariables() {
        return texts("env_vars");
    }

    /// Whether its own type hints check what it is given, instead of the signature.
    public boolean signatureFromTypeHint() {
        return fields.path("is_signature_from_type_hint").asBoolean(false);
    }

    /// Whether what it is given takes the form of its example.
    public boolean typeHintFromExample() {
        return fields.path("type_hint_from_example").asBoolean(false);
    }

    /// The example that it was logged with.
    public Optional<InputExample> inputExample() {
        return InputExample.of(fields.path("saved_input_example_info"));
    }

    /// The folder of its own Python modules, a path in the model's folder.
    public Optional<String> codePath() {
        String path = MlModelReader.text(fields.path(FLAVORS).path(PYTHON_FUNCTION), "code");
        return path.isEmpty() ? Optional.empty() : Optional.of(path);
    }

    /// The file of its environment, by the tool that makes one: `conda` or `virtualenv`; empty for none.
    String environmentFile(String tool) {
        JsonNode environment = fields.path(FLAVORS).path(PYTHON_FUNCTION).path("env");
        // older clients knew conda only
        return environment.isObject()
                ? MlModelReader.text(environment, tool)
                : tool.equals("conda") ? environment.asString("") : "";
    }

    private List<String> texts(String field) {
        return fields.path(field).valueStream().map(JsonNode::asString).toList();
    }

    private @Nullable String text(String field) {
        String text = MlModelReader.text(fields, field);
        return text.isEmpty() ? null : text;
    }
}
