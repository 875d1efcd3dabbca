package dev.cairn.models;

import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.PythonEnvironment;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What there is to know of a model before it is served.
///
/// @param files       all of them, by path
/// @param environment the Python that it wants, empty for none
/// @param problem     why its environment cannot be read, empty where it can
public record Description(
        String name,
        MlModel model,
        List<File> files,
        Optional<PythonEnvironment> environment,
        String problem,
        Place place) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Description {
        files = List.copyOf(files);
    }

    /// A file of a model.
    ///
    /// @param path in its folder
    record File(String path, long bytes) {}

    /// Reads all of it, and loads the model to see where it is scored.
    public static Description of(LocalModel local) throws IOException {
        ModelFolder folder = local.folder();
        Optional<PythonEnvironment> environment = Optional.empty();
        String problem = "";
        try {
            environment = folder.pythonEnvironment();
        } catch (ModelFormatException unreadable) {
            problem = String.valueOf(unreadable.getMessage());
        }
        return new Description(
                local.name(), folder.model(), files(folder.path()), environment, problem, Place.of(folder));
    }

    private static List<File> files(Path folder) throws IOException {
        List<File> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.add(new File(folder.relativize(file).toString().replace('\\', '/'), Files.size(file)));
            }
        }
        files.sort(Comparator.comparing(File::path));
        return files;
    }

    long bytes() {
        return files.stream().mapToLong(File::bytes).sum();
    }

    /// The same for programs: what the file says of the model in its own words, and what is here beside it.
    public String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("model", name);
        json.putObject("runs_in").put("place", place.word()).put("reason", place.reason());
        json.set("mlmodel", model.fields());
        ObjectNode signature = json.putObject("signature");
        lines(signature.putArray("inputs"), model.signature().inputs());
        lines(signature.putArray("outputs"), model.signature().outputs());
        params(model.signature()).forEach(signature.putArray("params")::add);
        environment.ifPresent(python -> {
            ObjectNode node = json.putObject("python_env");
            node.put("python", python.python());
            python.build().forEach(node.putArray("build_dependencies")::add);
            python.requirements().forEach(node.putArray("requirements")::add);
        });
        json.put("problem", problem);
        json.put("bytes", bytes());
        ArrayNode list = json.putArray("files");
        files.forEach(file -> list.addObject().put("path", file.path()).put("bytes", file.bytes()));
        return JSON.writeValueAsString(json);
    }

    private static void lines(ArrayNode list, Schema schema) {
        lines(schema).forEach(list::add);
    }

    /// The columns or tensors of one side of a signature, as MLflow prints them.
    static List<String> lines(Schema schema) {
        return switch (schema) {
            case Schema.Columns(var columns) ->
                columns.stream().map(Object::toString).toList();
            case Schema.Tensors(var tensors) ->
                tensors.stream().map(Object::toString).toList();
            case Schema.Absent() -> List.of();
        };
    }

    static List<String> params(Signature signature) {
        return signature.params().stream().map(Object::toString).toList();
    }

    /// The same for people.
    public String text() {
        Lines text = new Lines();
        text.say("model", name);
        text.say(
                "runs in",
                switch (place) {
                    case Place.Jvm _ -> "the JVM, without Python";
                    case Place.Python(String why) -> "Python. " + why;
                    case Place.Nowhere(String why) -> "nowhere. " + why;
                });
        text.say("flavors", String.join(", ", model.flavors().keySet()));
        text.say("inputs", lines(model.signature().inputs()));
        text.say("outputs", lines(model.signature().outputs()));
        text.say("params", params(model.signature()));
        text.say(
                "example",
                model.inputExample()
                        .map(it -> it.path() + " (" + it.kind() + ")")
                        .orElse(""));
        environment.ifPresent(python -> {
            text.say("python", python.python() == null ? "any" : python.python());
            text.say("packages", python.requirements());
        });
        text.say("python", problem);
        text.say("code", model.codePath().orElse(""));
        text.say("variables", model.environmentVariables());
        text.say("prompts", model.prompts());
        text.say("resources", words(model.resources()));
        text.say("as user", words(model.authPolicy()));
        text.say("metadata", words(model.metadata()));
        text.say("model id", model.modelId());
        text.say("run", model.runId());
        text.say("logged", logged());
        text.say("size", "%,d bytes in %d files".formatted(bytes(), files.size()));
        text.say("largest", largest());
        return text.toString();
    }

    private String logged() {
        String when = model.created() == null ? "" : model.created();
        return model.mlflowVersion() == null ? when : (when + " by MLflow " + model.mlflowVersion()).strip();
    }

    private List<String> largest() {
        return files.stream()
                .sorted(Comparator.comparingLong(File::bytes).reversed())
                .limit(5)
                .map(file -> "%s (%,d)".formatted(file.path(), file.bytes()))
                .toList();
    }

    private static String words(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.isEmpty() ? "" : node.toString();
    }
}
