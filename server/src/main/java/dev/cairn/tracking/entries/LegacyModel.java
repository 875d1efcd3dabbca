package dev.cairn.tracking.entries;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The description of a model that clients before MLflow 3 log, and the run tag that keeps their list.
public record LegacyModel(ObjectNode description) {
    private static final List<String> REQUIRED = List.of("artifact_path", "flavors", "utc_time_created", "run_id");

    public static LegacyModel parse(String json) {
        JsonNode tree = Json.readTree(json.getBytes(StandardCharsets.UTF_8));
        if (!(tree instanceof ObjectNode description)) {
            throw ApiException.invalid("Malformed model info. \n %s \n is not a JSON object.".formatted(json));
        }
        List<String> missing =
                REQUIRED.stream().filter(field -> !description.has(field)).toList();
        if (!missing.isEmpty()) {
            throw ApiException.invalid(
                    "Model json is missing mandatory fields: %s.".formatted(String.join(", ", missing)));
        }
        return new LegacyModel(description);
    }

    /// The value of the tag with this model at its end.
    public String appendedTo(Optional<String> history) {
        ArrayNode models = JsonNodeFactory.instance.arrayNode();
        history.map(text -> Json.readTree(text.getBytes(StandardCharsets.UTF_8)))
                .ifPresent(before -> before.forEach(models::add));
        models.add(description);
        return models.toString();
    }
}
