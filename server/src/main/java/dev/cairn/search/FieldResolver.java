package dev.cairn.search;

import dev.cairn.http.ApiException;
import dev.cairn.search.Entity.Keys;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds written names in a grammar, and says which ones there are when it has no such name.
record FieldResolver(Grammar grammar, Source source, Predicate<Attribute> allowed) {

    /// The field of these names, which stand at these offsets; without an entity, the one that bare keys belong to.
    Target resolve(@Nullable String entityName, String key, int start, int keyStart) {
        Entity entity = entityName == null ? grammar.bare() : entity(entityName, start);
        Field written = new Field(entity.name(), key);
        return switch (entity.keys()) {
            case Keys.Open(ValueType type) -> new Target(written, entity, type, start);
            case Keys.Prefixed(var _, List<String> prefixes, ValueType type)
            when prefixes.stream().anyMatch(it -> key.startsWith(it) && key.length() > it.length()) ->
                new Target(written, entity, type, start);
            case Keys.Prefixed(Keys.Fixed(var attributes), List<String> prefixes, var _) ->
                attribute(entity, attributes, key, start)
                        .orElseThrow(() -> unknown(
                                entity,
                                shown(attributes) + ", " + String.join("<name>, ", prefixes) + "<name>",
                                key,
                                keyStart));
            case Keys.Fixed(var attributes) ->
                attribute(entity, attributes, key, start)
                        .orElseThrow(() -> unknown(entity, shown(attributes), key, keyStart));
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

    private Optional<Target> attribute(Entity entity, List<Attribute> attributes, String key, int start) {
        return attributes.stream()
                .filter(allowed)
                .filter(it -> it.isCalled(key))
                .findFirst()
                .map(it -> new Target(new Field(entity.name(), it.name()), entity, it.type(), start));
    }

    private String shown(List<Attribute> attributes) {
        return attributes.stream().filter(allowed).map(Attribute::name).collect(Collectors.joining(", "));
    }

    private ApiException unknown(Entity entity, String valid, String key, int keyStart) {
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
