package dev.cairn.image;

import dev.cairn.deploy.Manifests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What an image says of itself: the words of its base, and how a container of it starts.
record ImageConfig(Base base, ModelImage image) {
    /// Nobody's account in other images, too.
    static final int USER = 65532;

    /// Where the program and models are.
    static final String JAR = "cairn/cairn.jar";

    static final String MODELS = "models/";

    /// The only folder that is written to, also below a root file system that is read only.
    private static final String WRITABLE = "/tmp";

    private static final String EPOCH = "1970-01-01T00:00:00Z";
    private static final String LABEL = "org.opencontainers.image.";
    static final int JAVA = 25;

    ObjectNode json(List<Blob> added) {
        JsonNode from = base.config();
        ObjectNode config = JsonNodeFactory.instance
                .objectNode()
                .put("created", EPOCH)
                .put("architecture", image.platform().architecture());
        if (from.hasNonNull("variant")) {
            config.set("variant", from.path("variant"));
        }
        config.put("os", "linux");
        config.set("config", run());
        ArrayNode digests = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        from.path("rootfs").path("diff_ids").forEach(digests::add);
        added.forEach(layer -> digests.add(layer.digest()));
        return config;
    }

    private ObjectNode run() {
        List<String> variables = variables();
        requireJava(variables);
        ObjectNode run = JsonNodeFactory.instance.objectNode();
        run.put("User", USER + ":" + USER);
        run.putObject("ExposedPorts").putObject(Manifests.PORT + "/tcp");
        ArrayNode env = run.putArray("Env");
        variables.forEach(env::add);
        ArrayNode entrypoint = run.putArray("Entrypoint");
        entrypoint(variables).forEach(entrypoint::add);
        run.putArray("Cmd")
                .add(image.model().map(model -> "/" + MODELS + model.name()).orElse("--help"));
        run.put("WorkingDir", WRITABLE);
        run.set("Labels", labels());
        return run;
    }

    private List<String> variables() {
        List<String> variables = new ArrayList<>();
        base.config().path("config").path("Env").forEach(variable -> variables.add(variable.asString("")));
        if (variable(variables, "LC_ALL").isEmpty()
                && variable(variables, "LANG").isEmpty()) {
            variables.add("LANG=C.UTF-8"); // in which Java names files
        }
        variables.add("ORT_DISABLE_TELEMETRY=1"); // for ONNX Runtime, also that of Python
        return variables;
    }

    /// `cairn serve`, which is followed by the model.
    private List<String> entrypoint(List<String> variables) {
        String home = variable(variables, "JAVA_HOME").orElse("");
        List<String> words = new ArrayList<>(List.of(
                home.isEmpty() ? "java" : home + "/bin/java",
                "-XX:MaxRAMPercentage=70",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-Duser.home=" + WRITABLE,
                "-jar",
                "/" + JAR,
                "serve",
                "--listen",
                "0.0.0.0",
                "--port",
                String.valueOf(Manifests.PORT)));
        image.python().ifPresent(python -> words.addAll(List.of("--python-models", "on", "--model-python", python)));
        return words;
    }

    private ObjectNode labels() {
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        base.config().path("config").path("Labels").properties().forEach(label -> {
            if (!label.getKey().startsWith(LABEL)) {
                labels.set(label.getKey(), label.getValue());
            }
        });
        image.model().ifPresent(model -> {
            labels.put(LABEL + "title", model.name());
            if (!model.version().isEmpty()) {
                labels.put(LABEL + "version", model.version());
            }
        });
        labels.put(
                LABEL + "description", "A model behind /invocations and the Open Inference Protocol, served by Cairn");
        return labels.put("dev.cairn.version", image.cairn());
    }

    private static void requireJava(List<String> variables) {
        String version = variable(variables, "JAVA_VERSION")
                .orElse("")
                .replaceFirst("^[^0-9]*", "")
                .replaceFirst("[^0-9].*", "");
        boolean isOld = !version.isEmpty() && version.length() <= 2 && Integer.parseInt(version) < JAVA;
        if (isOld) {
            throw new BadImageException("It has Java %s, and Cairn needs %d or newer.".formatted(version, JAVA));
        }
    }

    private static Optional<String> variable(List<String> variables, String name) {
        return variables.stream()
                .filter(variable -> variable.startsWith(name + "="))
                .map(variable -> variable.substring(name.length() + 1))
                .findFirst();
    }
}
