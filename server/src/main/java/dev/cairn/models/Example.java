package dev.cairn.models;

import dev.cairn.http.Json;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.NamedTensors;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Tensor;
import dev.cairn.scoring.invocation.InvocationParser;
import dev.cairn.scoring.invocation.InvocationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// An example of what a model is asked, as a model keeps one: once for Python, once as a request to `/invocations`.
record Example(InvocationRequest request) {
    private static final String FILE = "input_example.json";
    private static final String SERVING_FILE = "serving_input_example.json";

    /// Reads a body of `/invocations`.
    static Example read(Path file) throws IOException {
        return of(file.toString(), Files.readAllBytes(file));
    }

    /// @param from where it comes from, for what is said of it
    static Example of(String from, byte[] body) {
        try {
            return new Example(new InvocationParser(ScoringLimits.DEFAULT).parse(body));
        } catch (InvalidInput malformed) {
            throw new IllegalArgumentException(
                    "%s is no body of /invocations: %s".formatted(from, malformed.getMessage()), malformed);
        }
    }

    boolean hasParams() {
        return request.params().isObject() && !request.params().isEmpty();
    }

    /// Writes its files into the folder of a model.
    ///
    /// @return the model that names them
    MlModel keptIn(Path folder, MlModel model) throws IOException {
        ObjectNode serving = (ObjectNode) Json.readAnswer(InvocationRequest.toJson(request.payload()));
        JsonNode data = serving.properties().iterator().next().getValue();
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("artifact_path", FILE);
        info.put("serving_input_path", SERVING_FILE);
        switch (request.payload()) {
            case Frame _ -> info.put("type", "dataframe").put("pandas_orient", "split");
            case Tensor _, NamedTensors _ -> info.put("type", "ndarray");
        }
        if (hasParams()) {
            ObjectNode both = JsonNodeFactory.instance.objectNode();
            both.set("data", data);
            both.set("params", request.params());
            data = both;
            info.put("params", "true");
            serving.set("params", request.params());
        }
        Files.write(folder.resolve(FILE), Json.writeAnswer(data));
        Files.write(folder.resolve(SERVING_FILE), Json.writeAnswer(serving));
        return model.with("saved_input_example_info", info);
    }
}
