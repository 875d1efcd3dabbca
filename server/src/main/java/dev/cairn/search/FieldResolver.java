package dev.cairn.search;

import dev.cairn.http.ApiException;
import dev.cairn.search.Entity.Keys;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds written names in a grammar, and says which ones there are when it has no such name.
record FieldResolver(Grammar grammar, Source source, Predicate<Attribute> allowed) {

    /// The field of these names, which stand at these offsets; without an entity, the one that bare keys belong to.
    Target resolve(@Nullable String entityName, String key, int start, int keyStart) {
        Entity entity = entityName == null ? grammar.bare() : entity(entityName, start);
        return switch (entity.keys()) {
            case Keys.Open(ValueType type) -> new Target(new Field(entity.name(), key), entity, type, start);
            case Keys.Fixed(List<Attribute> attributes) -> {
                Attribute attribute = attributes.stream()
                        .filter(allowed)
                        .filter(it -> it.isCalled(key))
                        .findFirst()
                        .orElseThrow(() -> unknown(entity, attributes, key, keyStart));
                yield new Target(new Field(entity.name(), attribute.name()), entity, attribute.type(), start);
            }
        };
    }

    private Entity entity(String name, int start) {
        return grammar.entities().stream()
                .filter(it -> it.isCalled(name))
                .findFirst()
                .orElseThrow(() -> source.fault(
                        start,
                        "Invalid entity type '%s'. Valid values are %s"
                                .formatted(Source.shortened(name), names(grammar.entities()))));
    }

    private ApiException unknown(Entity entity, List<Attribute> attributes, String key, int keyStart) {
        String valid = attributes.stream().filter(allowed).map(Attribute::name).collect(Collectors.joining(", "));
        return source.fault(
                keyStart,
                "Invalid %s key '%s' specified. Valid keys are %s"
                        .formatted(singular(entity.name()), Source.shortened(key), valid));
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    static String names(List<Entity> entities) {
        return entities.stream().map(Entity::name).collect(Collectors.joining(", "));
    }
}
