package dev.cairn.search;

import java.util.List;

/// A named field of an entity with a fixed set of them.
public record Attribute(String name, List<String> aliases, ValueType type, Use use) {

    /// Where an attribute may appear.
    public enum Use {
        FILTER_AND_ORDER,
        FILTER,
        ORDER
    }

    public Attribute {
        aliases = List.copyOf(aliases);
    }

    public static Attribute text(String name) {
        return new Attribute(name, List.of(), ValueType.TEXT, Use.FILTER_AND_ORDER);
    }

    public static Attribute number(String name) {
        return new Attribute(name, List.of(), ValueType.NUMBER, Use.FILTER_AND_ORDER);
    }

    /// A text to search for patterns only.
    public static Attribute pattern(String name) {
        return new Attribute(name, List.of(), ValueType.PATTERN, Use.FILTER);
    }

    /// A text to find exactly only.
    public static Attribute exact(String name) {
        return new Attribute(name, List.of(), ValueType.EXACT, Use.FILTER);
    }

    /// The same attribute, under further names.
    public Attribute aka(String... others) {
        return new Attribute(name, List.of(others), type, use);
    }

    public Attribute filterOnly() {
        return new Attribute(name, aliases, type, Use.FILTER);
    }

    public Attribute orderOnly() {
        return new Attribute(name, aliases, type, Use.ORDER);
    }

    boolean isCalled(String text) {
        return name.equals(text) || aliases.contains(text);
    }

    boolean orderable() {
        return use != Use.FILTER;
    }

    boolean filterable() {
        return use != Use.ORDER;
    }
}
