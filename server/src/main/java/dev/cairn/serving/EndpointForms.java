package dev.cairn.serving;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The OpenAPI document of an endpoint: a path for all of it, as the entity with the greatest share takes requests, and
/// one for each entity.
final class EndpointForms {
    private static final String JSON = "application/json";

    private EndpointForms() {}

    static Map<String, Object> of(String name, Traffic traffic, String server) {
        Map<String, Object> paths = new LinkedHashMap<>();
        Traffic.Share first = traffic.shares().stream()
                .max(Comparator.comparingInt(Traffic.Share::percentage))
                .orElseThrow();
        paths.put("/serving-endpoints/%s/invocations".formatted(name), path(first));
        for (Traffic.Share share : traffic.shares()) {
            paths.put("/serving-endpoints/%s/served-models/%s/invocations".formatted(name, share.name()), path(share));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", name, "version", Long.toString(traffic.plan().configVersion())));
        document.put("servers", List.of(Map.of("url", server)));
        document.put("paths", paths);
        return document;
    }

    private static Map<String, Object> path(Traffic.Share share) {
        Map<String, Object> body = Map.of(
                "required",
                true,
                "content",
                Map.of(JSON, Map.of("schema", RequestForms.of(share.served().signature()))));
        Map<String, Object> answer = Map.of(
                "type", "object", "properties", Map.of("predictions", Map.of()), "required", List.of("predictions"));
        return Map.of(
                "post",
                Map.of(
                        "summary",
                        "Predictions of version %s of %s".formatted(share.version(), share.entity().entityName()),
                        "requestBody",
                        body,
                        "responses",
                        Map.of(
                                "200",
                                Map.of(
                                        "description",
                                        "Predictions",
                                        "content",
                                        Map.of(JSON, Map.of("schema", answer))),
                                "400",
                                Map.of("description", "The request does not fit the model"))));
    }
}
