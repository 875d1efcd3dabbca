package dev.cairn.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks that request records apply to themselves, so that no rule ever sees a request without its required fields.
public final class Require {
    private Require() {}

    /// A field that must be there and not empty. `name` is its name on the wire.
    public static void text(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new MissingParameter(name);
        }
    }

    /// A field that must be there.
    public static void present(String name, @Nullable Object value) {
        if (value == null) {
            throw new MissingParameter(name);
        }
    }

    /// The list itself, or an empty one: collections are never null past the border.
    public static <T> List<T> listOrEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /// The map itself, or an empty one.
    public static <V> Map<String, V> mapOrEmpty(@Nullable Map<String, V> map) {
        return map == null ? Map.of() : map;
    }
}
