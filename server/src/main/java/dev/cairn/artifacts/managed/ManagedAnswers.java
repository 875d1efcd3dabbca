package dev.cairn.artifacts.managed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.http.Doorkeeper;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells the managed platform's clients of files in their own words: they take artifact URIs below
/// `dbfs:/databricks/mlflow-tracking` alone, and ask for what is behind them by the Files API (flows.md, section 2).
/// What
/// is stored stays as it is, and what lies outside this server keeps its URI.
public final class ManagedAnswers implements Doorkeeper {
    private static final String SDK = "databricks-sdk-";
    private static final List<String> HEADERS = List.of("X-Databricks-Workspace-Id", "X-Databricks-Org-Id");

    private static final String URI = "artifact_uri";
    private static final String LOCATION = "artifact_location";
    private static final String OF_TRACE = "mlflow.artifactLocation";
    private static final String SPANS = "mlflow.trace.spansLocation";

    /// How such a client tells a trace from a run.
    private static final String TRACE = "tr-";

    private final Doorkeeper door;
    private final Predicate<String> isHere;

    /// @param door   asked who calls
    /// @param isHere whether the files of an artifact URI lie in this server's store
    public ManagedAnswers(Doorkeeper door, Predicate<String> isHere) {
        this.door = door;
        this.isHere = isHere;
    }

    @Override
    public Caller admit(Exchange exchange, Permission permission) {
        if (isOfPlatform(exchange)) {
            exchange.showing(this::shown);
        }
        return door.admit(exchange, permission);
    }

    private static boolean isOfPlatform(Exchange exchange) {
        return exchange.header("User-Agent")
                        .filter(agent -> agent.contains(SDK))
                        .isPresent()
                || HEADERS.stream().anyMatch(name -> exchange.header(name).isPresent());
    }

    private byte[] shown(byte[] answer) {
        String text = new String(answer, UTF_8);
        if (!text.contains(URI) && !text.contains(LOCATION) && !text.contains(OF_TRACE)) {
            return answer;
        }
        JsonNode tree = Json.readAnswer(answer);
        show(tree);
        return Json.writeAnswer(tree);
    }

    private void show(JsonNode node) {
        if (node instanceof ObjectNode object) {
            String experiment = object.path("experiment_id").asString("");
            String run = object.path("run_id").asString("");
            String model = object.path("model_id").asString("");
            if (!run.isEmpty()) {
                replace(object, URI, TrackedPlace.uri(experiment, run));
            } else if (!model.isEmpty()) {
                replace(object, URI, TrackedPlace.uriOfModel(experiment, model));
            }
            replace(object, LOCATION, TrackedPlace.uriOfExperiment(experiment));
            showTrace(object);
        }
        node.forEach(this::show);
    }

    /// Their spans are read and written as a file by these clients, wherever they are.
    private void showTrace(ObjectNode trace) {
        String id = trace.path("trace_id").asString("");
        if (id.startsWith(TRACE) && trace.path("tags") instanceof ObjectNode tags) {
            String experiment =
                    trace.at("/trace_location/mlflow_experiment/experiment_id").asString("");
            replace(tags, OF_TRACE, TrackedPlace.uri(experiment, id));
            tags.remove(SPANS);
        }
    }

    private void replace(ObjectNode object, String field, String uri) {
        String stored = object.path(field).asString("");
        if (!stored.isEmpty() && isHere.test(stored)) {
            object.put(field, uri);
        }
    }
}
