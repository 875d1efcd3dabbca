package dev.cairn.scim;

import dev.cairn.http.Exchange;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which attributes are answered, by the first of their names.
///
/// @param only   in small letters; empty for all
/// @param but    in small letters
record Projection(Set<String> only, Set<String> but) {
    private static final Set<String> ALWAYS = Set.of("schemas", "id");

    static Projection of(Exchange exchange) {
        return new Projection(names(exchange, "attributes"), names(exchange, "excludedAttributes"));
    }

    private static Set<String> names(Exchange exchange, String parameter) {
        return exchange.queryAll(parameter).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> AttributePath.names(name).getFirst().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    boolean wants(String attribute) {
        String name = attribute.toLowerCase(Locale.ROOT);
        return ALWAYS.contains(name) || ((only.isEmpty() || only.contains(name)) && !but.contains(name));
    }

    ObjectNode of(ObjectNode resource) {
        ObjectNode some = Shape.object();
        for (Map.Entry<String, JsonNode> one : resource.properties()) {
            if (wants(one.getKey())) {
                some.set(one.getKey(), one.getValue());
            }
        }
        return some;
    }
}
