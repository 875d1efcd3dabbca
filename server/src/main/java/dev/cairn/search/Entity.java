package dev.cairn.search;

import java.util.List;

/// What stands before the first dot of a field: its names, its keys, and what may be done with them.
public record Entity(String name, List<String> aliases, Keys keys, boolean nullable, boolean orderable) {

    /// The keys of an entity.
    public sealed interface Keys {
        /// Any key, all with values of one type.
        record Open(ValueType type) implements Keys {}

        /// These keys alone.
        record Fixed(List<Attribute> attributes) implements Keys {
            public Fixed {
                attributes = List.copyOf(attributes);
            }
        }

        /// These keys, and any text behind one of some prefixes.
        record Prefixed(Fixed fixed, List<String> prefixes, ValueType type) implements Keys {
            public Prefixed {
                prefixes = List.copyOf(prefixes);
            }
        }
    }

    public Entity {
        aliases = List.copyOf(aliases);
    }

    public static Entity open(String name, ValueType type) {
        return new Entity(name, List.of(), new Keys.Open(type), false, true);
    }

    public static Entity fixed(String name, Attribute... attributes) {
        return new Entity(name, List.of(), new Keys.Fixed(List.of(attributes)), false, true);
    }

    /// The same entity, which has any keys behind prefixes too.
    public Entity with(ValueType type, String... prefixes) {
        return switch (keys) {
            case Keys.Fixed fixed ->
                new Entity(name, aliases, new Keys.Prefixed(fixed, List.of(prefixes), type), nullable, orderable);
            case Keys.Open _, Keys.Prefixed _ -> throw new IllegalStateException(name + " has any keys already");
        };
    }

    /// The same entity, under further names.
    public Entity aka(String... others) {
        return new Entity(name, List.of(others), keys, nullable, orderable);
    }

    /// The same entity, with `IS NULL` and `IS NOT NULL`.
    public Entity withNull() {
        return new Entity(name, aliases, keys, true, orderable);
    }

    /// The same entity, not to be sorted by.
    public Entity unordered() {
        return new Entity(name, aliases, keys, nullable, false);
    }

    boolean isCalled(String text) {
        return name.equals(text) || aliases.contains(text);
    }
}
