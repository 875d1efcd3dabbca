package dev.cairn.deploy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cairn.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of Kubernetes' API, strict about fields that it does not know.
public final class KubernetesSchemas {
    private static final Path SCHEMAS = Path.of("src/test/resources/kubernetes/schemas.json");
    private static final Path KSERVE = Path.of("src/test/resources/kubernetes/kserve.json");

    private KubernetesSchemas() {}

    /// What a cluster would refuse of a resource.
    public static List<Error> faults(JsonNode resource) throws IOException {
        String definition = definitions().properties().stream()
                .filter(entry ->
                        says(entry.getValue(), "kind", resource) && says(entry.getValue(), "apiVersion", resource))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return schema(definition).validate(resource);
    }

    /// What a cluster with KServe would refuse of an `InferenceService`; `make_kserve_schema.py` made the schema.
    static List<Error> faultsOfInferenceService(JsonNode resource) throws IOException {
        return draft7(Json.readTree(Files.readAllBytes(KSERVE))).validate(resource);
    }

    static Schema schema(String definition) throws IOException {
        ObjectNode schema = (ObjectNode) Json.readTree(Files.readAllBytes(SCHEMAS));
        schema.putArray("allOf").addObject().put("$ref", "#/definitions/" + definition);
        return draft7(schema);
    }

    private static Schema draft7(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
    }

    private static boolean says(JsonNode definition, String field, JsonNode resource) {
        return definition.path("properties").path(field).path("enum").path(0).equals(resource.path(field));
    }

    private static JsonNode definitions() throws IOException {
        return Json.readTree(Files.readAllBytes(SCHEMAS)).path("definitions");
    }
}
