package dev.cairn.scim;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Applies the operations of a PATCH to a resource (RFC 7644, 3.5.2), with the liberties that
/// directories take: words in capitals, paths in place of names, elements to remove in the value.
final class Patch {
    private static final int MAX_OPERATIONS = 1_000;

    private final ObjectNode resource;

    private Patch(ObjectNode resource) {
        this.resource = resource;
    }

    static void apply(ObjectNode resource, JsonNode request) {
        JsonNode operations = Attributes.find(request, "Operations")
                .filter(JsonNode::isArray)
                .orElseThrow(() -> Malformed.syntax("A PATCH has a list of `Operations`."));
        if (operations.size() > MAX_OPERATIONS) {
            throw Malformed.syntax("A PATCH has at most %d operations.".formatted(MAX_OPERATIONS));
        }
        Patch patch = new Patch(resource);
        operations.forEach(patch::one);
    }

    private void one(JsonNode operation) {
        String op = Attributes.text(operation, "op").orElse("").toLowerCase(Locale.ROOT);
        Optional<JsonNode> value = Attributes.find(operation, "value");
        Optional<String> path = Attributes.text(operation, "path").filter(text -> !text.isEmpty());
        switch (op) {
            case "add", "replace" -> {
                JsonNode given =
                        value.orElseThrow(() -> Malformed.syntax("An operation that adds or replaces has a `value`."));
                if (path.isPresent()) {
                    put(AttributePath.parse(path.get()), given, op.equals("add"), path.get());
                } else {
                    putAll(given, op.equals("add"));
                }
            }
            case "remove" -> remove(path.orElseThrow(() -> Malformed.noTarget("")), value);
            default -> throw Malformed.syntax("`op` is add, replace or remove, not '%s'.".formatted(op));
        }
    }

    private void putAll(JsonNode given, boolean adds) {
        if (!given.isObject()) {
            throw Malformed.syntax("Without a `path` the `value` is an object of attributes.");
        }
        for (Map.Entry<String, JsonNode> one : given.properties()) {
            put(AttributePath.parse(one.getKey()), one.getValue(), adds, one.getKey());
        }
    }

    private void put(AttributePath path, JsonNode given, boolean adds, String text) {
        ObjectNode owner = owner(path.names(), text);
        String name = Attributes.name(owner, path.names().getLast());
        if (path.filter() != null) {
            putIntoElements(owner, name, path, given, text);
        } else if (adds && (owner.path(name).isArray() || given.isArray())) {
            ArrayNode all = owner.path(name) instanceof ArrayNode known ? known : owner.putArray(name);
            Attributes.elements(given).forEach(one -> addOnce(all, one));
        } else if (owner.path(name) instanceof ObjectNode known && given.isObject()) {
            given.properties().forEach(one -> known.set(Attributes.name(known, one.getKey()), one.getValue()));
        } else {
            owner.set(name, given);
        }
    }

    private static void putIntoElements(
            ObjectNode owner, String name, AttributePath path, JsonNode given, String text) {
        List<ObjectNode> meant = elements(owner, name, path);
        if (meant.isEmpty()) {
            Filter.Compare asked = path.asked().orElseThrow(() -> Malformed.noTarget(text));
            ArrayNode all = owner.path(name) instanceof ArrayNode known ? known : owner.putArray(name);
            ObjectNode made = all.addObject();
            made.set(asked.names().getFirst(), asked.value());
            meant = List.of(made);
        }
        String of = path.of();
        for (ObjectNode element : meant) {
            if (of != null) {
                element.set(Attributes.name(element, of), given);
            } else if (given instanceof ObjectNode fields) {
                element.setAll(fields);
            } else {
                throw Malformed.value("What '%s' leads to is an object.".formatted(text));
            }
        }
    }

    private static List<ObjectNode> elements(ObjectNode owner, String name, AttributePath path) {
        Filter filter = path.filter();
        return Attributes.elements(owner.path(name))
                .filter(element -> filter == null || filter.matches(element))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    private void remove(String text, Optional<JsonNode> value) {
        AttributePath path = AttributePath.parse(text);
        ObjectNode owner = owner(path.names(), text);
        String name = Attributes.name(owner, path.names().getLast());
        String of = path.of();
        if (of != null) {
            elements(owner, name, path).forEach(element -> element.remove(Attributes.name(element, of)));
        } else if (path.filter() != null) {
            List<ObjectNode> gone = elements(owner, name, path);
            keep(owner, name, gone);
        } else if (value.isPresent() && owner.path(name).isArray()) {
            List<JsonNode> gone =
                    Attributes.elements(value.get()).map(Attributes::simple).toList();
            keep(
                    owner,
                    name,
                    Attributes.elements(owner.path(name))
                            .filter(element -> gone.contains(Attributes.simple(element)))
                            .toList());
        } else {
            owner.remove(name);
        }
    }

    /// Leaves of a list what is not one of these.
    private static void keep(ObjectNode owner, String name, List<? extends JsonNode> gone) {
        List<JsonNode> kept = Attributes.elements(owner.path(name))
                .filter(element -> !element.isMissingNode() && !gone.contains(element))
                .toList();
        owner.putArray(name).addAll(kept);
    }

    private static void addOnce(ArrayNode all, JsonNode element) {
        JsonNode is = Attributes.simple(element);
        if (all.valueStream().noneMatch(known -> Attributes.simple(known).equals(is))) {
            all.add(element);
        }
    }

    /// The object whose attribute the last name is, made at need.
    private ObjectNode owner(List<String> names, String text) {
        ObjectNode owner = resource;
        for (String name : names.subList(0, names.size() - 1)) {
            String known = Attributes.name(owner, name);
            if (!owner.has(known)) {
                owner.putObject(known);
            }
            if (!(owner.get(known) instanceof ObjectNode inner)) {
                throw Malformed.path("'%s' leads through something that has no attributes.".formatted(text));
            }
            owner = inner;
        }
        return owner;
    }
}
