package dev.cairn.scim;

import dev.cairn.groups.Group;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What all resources look like.
final class Shape {
    /// Where resources lie, as they name each other.
    static final String BASE = "/api/2.0/preview/scim/v2/";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Shape() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ObjectNode begin(ResourceType type, long id) {
        ObjectNode resource = object();
        resource.putArray("schemas").add(type.schema());
        return resource.put("id", Long.toString(id));
    }

    static void meta(ObjectNode resource, ResourceType type, long id, long createdAt) {
        ObjectNode meta = resource.putObject("meta").put("resourceType", type.title());
        if (createdAt > 0) {
            meta.put("created", Instant.ofEpochMilli(createdAt).toString());
        }
        meta.put("location", BASE + type.path() + "/" + id);
    }

    static void groups(ObjectNode resource, List<Group> groups) {
        ArrayNode all = resource.putArray("groups");
        groups.forEach(group -> all.addObject()
                .put("value", Long.toString(group.id()))
                .put("display", group.name())
                .put("type", "direct")
                .put("$ref", ResourceType.GROUP.path() + "/" + group.id()));
    }

    static void putText(ObjectNode resource, String name, @Nullable String text) {
        if (text != null) {
            resource.put(name, text);
        }
    }

    static long id(JsonNode resource) {
        return resource.path("id").asLong();
    }

    static @Nullable String text(JsonNode resource, String name) {
        return Attributes.text(resource, name).filter(text -> !text.isEmpty()).orElse(null);
    }

    static String required(JsonNode resource, String name) {
        return Optional.ofNullable(text(resource, name))
                .orElseThrow(() -> Malformed.value("`%s` must be given.".formatted(name)));
    }

    /// A truth, which some directories write as a text.
    static boolean truth(JsonNode resource, String name, boolean unsaid) {
        Optional<String> text = Attributes.text(resource, name);
        if (text.isEmpty()) {
            return unsaid;
        }
        return switch (text.get().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Malformed.value("`%s` is true or false.".formatted(name));
        };
    }
}
