package dev.cairn.deploy;

import dev.cairn.http.Json;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// How an `InferenceService` does, by what KServe says of it.
final class ServiceCondition {
    private ServiceCondition() {}

    static Condition of(GenericKubernetesResource service) {
        JsonNode said = Json.readTree(Serialization.asJson(service).getBytes(StandardCharsets.UTF_8));
        JsonNode status = said.path("status");
        long observed = status.path("observedGeneration").asLong(-1);
        if (status.path("conditions").isEmpty()
                || (observed >= 0
                        && observed < said.path("metadata").path("generation").asLong(0))) {
            return new Condition.Underway("KServe has not begun");
        }
        if (is(status, "Ready", "True")) {
            return new Condition.Ready("it answers at " + status.path("url").asString("an address that KServe gives"));
        }
        JsonNode failure = status.path("modelStatus").path("lastFailureInfo");
        if (status.path("modelStatus").path("transitionStatus").asString("").equals("BlockedByFailedLoad")) {
            return new Condition.Failed(
                    "the model cannot be loaded: " + failure.path("message").asString(""), "");
        }
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("status").asString("").equals("False")
                    && !condition.path("message").asString("").isEmpty()) {
                return new Condition.Underway("%s: %s"
                        .formatted(
                                condition.path("type").asString(""),
                                condition.path("message").asString("")));
            }
        }
        return new Condition.Underway("KServe makes the pods");
    }

    private static boolean is(JsonNode status, String type, String value) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asString("").equals(type)) {
                return condition.path("status").asString("").equals(value);
            }
        }
        return false;
    }
}
