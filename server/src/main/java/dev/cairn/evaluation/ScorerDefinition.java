package dev.cairn.evaluation;

import dev.cairn.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON that a client serialized a scorer to. It is never run here, only looked at: code and addresses that other
/// servers or clients would use without asking are refused.
record ScorerDefinition(ObjectNode json) {
    /// Characters of a serialized scorer.
    static final int MAX_LENGTH = 256 * 1024;

    private static final String GATEWAY = "gateway:/";

    /// What chooses where a judge's model is asked.
    private static final Set<String> DESTINATIONS =
            Set.of("api_base", "base_url", "model_list", "fallbacks", "custom_llm_provider");

    static ScorerDefinition of(String serialized) {
        if (serialized.length() > MAX_LENGTH) {
            throw ApiException.invalid("serialized_scorer has more than %d characters".formatted(MAX_LENGTH));
        }
        return new ScorerDefinition(JsonText.object("serialized_scorer", serialized));
    }

    /// Refuses what must not be stored.
    void check() {
        List<ObjectNode> objects = new ArrayList<>();
        collect(json, objects);
        if (objects.stream().anyMatch(object -> object.hasNonNull("call_source"))) {
            throw ApiException.invalid("Custom scorer registration (using @scorer decorator) is disabled: whoever loads"
                    + " such a scorer runs its code. Keep the code in a repository and import it, or register"
                    + " built-in scorers or make_judge() scorers.");
        }
        for (ObjectNode object : objects) {
            if (object.path("third_party_scorer_data") instanceof ObjectNode data) {
                checkThirdParty(data.path("kwargs"));
            }
        }
        JsonNode model = modelOf(json);
        if (!model.isMissingNode()
                && !model.isNull()
                && (!model.isString() || model.stringValue().isBlank())) {
            throw ApiException.invalid("Scorer model must be a string that is not blank");
        }
    }

    private static void checkThirdParty(JsonNode kwargs) {
        if (!kwargs.isObject() && !kwargs.isNull() && !kwargs.isMissingNode()) {
            throw ApiException.invalid("third_party_scorer_data.kwargs must be a JSON object");
        }
        Set<String> found = new TreeSet<>();
        collectDestinations(kwargs, found);
        if (!found.isEmpty()) {
            throw ApiException.invalid("third_party_scorer_data.kwargs must not contain '%s': such options choose where"
                            .formatted(String.join("', '", found))
                    + " the scorer's model is asked. Set the provider's environment variables instead.");
        }
    }

    /// All objects below a value, and itself; the reader bounds the depth.
    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private static void collectDestinations(JsonNode node, Set<String> found) {
        if (node.isObject()) {
            node.propertyNames().stream().filter(DESTINATIONS::contains).forEach(found::add);
        } else if (node.isArray()
                && node.size() == 2
                && DESTINATIONS.contains(node.path(0).asString(""))) {
            found.add(node.path(0).asString());
        }
        node.forEach(child -> collectDestinations(child, found));
    }

    /// The gateway endpoint that the scorer asks, if it does.
    Optional<String> gatewayEndpoint() {
        String model = modelOf(json).asString("");
        return model.startsWith(GATEWAY) ? Optional.of(model.substring(GATEWAY.length())) : Optional.empty();
    }

    private static JsonNode modelOf(JsonNode scorer) {
        for (String part : List.of("instructions_judge_pydantic_data", "builtin_scorer_pydantic_data")) {
            if (!scorer.path(part).isEmpty()) {
                return scorer.path(part).path("model");
            }
        }
        JsonNode remembering = scorer.path("memory_augmented_judge_data");
        return remembering.isEmpty()
                ? scorer.path("third_party_scorer_data").path("model")
                : modelOf(remembering.path("base_judge"));
    }
}
