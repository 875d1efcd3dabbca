package dev.cairn.registry;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The tag of a logged model that lists the versions it was registered as: `[{"name": "churn", "version": 1}]`.
final class ModelVersionsTag {
    static final String KEY = "mlflow.modelVersions";

    private ModelVersionsTag() {}

    /// A registered version, as the tag names it.
    record Entry(String name, long version) {

        /// The tag's value with this entry at its end, unless it has it already. Clients write the version as text.
        String addedTo(Optional<String> tag) {
            List<Object> entries = new ArrayList<>();
            for (JsonNode known : tag.map(ModelVersionsTag::entries).orElse(List.of())) {
                if (known.path("name").asString("").equals(name)
                        && known.path("version").asString("").equals(Long.toString(version))) {
                    return tag.orElseThrow();
                }
                entries.add(known);
            }
            entries.add(this);
            return new String(Json.write(entries), StandardCharsets.UTF_8);
        }
    }

    /// The entries of a value; clients may have written anything, and what is no list has none.
    private static List<JsonNode> entries(String tag) {
        try {
            JsonNode list = Json.readTree(tag.getBytes(StandardCharsets.UTF_8));
            return list.isArray() ? list.valueStream().toList() : List.of();
        } catch (ApiException notJson) {
            return List.of();
        }
    }
}
