package dev.cairn.scoring.sklearn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The categories of a column, by their places, some of which may be one because they are rare. Immutable.
final class Categories {
    private static final Object MISSING = new Object();

    private final Map<Object, Integer> places = new HashMap<>();
    private final int count;
    private final int rare;
    private final boolean nan;

    /// @param mapping the places that they have once the rare ones are one, empty where none is
    Categories(List<@Nullable Object> categories, List<Integer> mapping, int rare) {
        for (int i = 0; i < categories.size(); i++) {
            Object key = Values.keyOf(Values.requireExact(categories.get(i)));
            places.putIfAbsent(key == null ? MISSING : key, mapping.isEmpty() ? i : mapping.get(i));
        }
        this.count = mapping.isEmpty()
                ? categories.size()
                : mapping.stream().max(Integer::compare).orElse(-1) + 1;
        this.rare = rare;
        this.nan = !categories.isEmpty() && categories.getLast() instanceof Double last && last.isNaN();
    }

    /// The categories of each column of an encoder.
    static List<Categories> of(Item encoder) {
        boolean grouped = encoder.has("_infrequent_enabled")
                && encoder.get("_infrequent_enabled").truth();
        List<Item> columns = encoder.get("categories_").list();
        List<Categories> categories = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            List<@Nullable Object> known = columns.get(i).scalars();
            List<Integer> mapping = grouped ? mapping(encoder, i, known.size()) : List.of();
            int rare = mapping.isEmpty()
                    ? -1
                    : mapping.stream().max(Integer::compare).orElse(-1);
            categories.add(new Categories(known, mapping, rare));
        }
        return categories;
    }

    private static List<Integer> mapping(Item encoder, int column, int categories) {
        List<Item> mappings = encoder.get("_default_to_infrequent_mappings").list();
        if (column >= mappings.size() || mappings.get(column).isNone()) {
            return List.of();
        }
        List<Integer> mapping = new ArrayList<>();
        for (double place : mappings.get(column).vector(categories).values) {
            if (!(place >= 0 && place < categories)) {
                throw mappings.get(column).wrong("places of categories");
            }
            mapping.add((int) place);
        }
        return mapping;
    }

    /// How many places there are.
    int count() {
        return count;
    }

    /// The place of the rare ones, -1 where there is none.
    int rare() {
        return rare;
    }

    /// Whether NaN is one of them, which is always the last.
    boolean hasNan() {
        return nan;
    }

    /// The place of a value, -1 for none.
    int place(@Nullable Object key) {
        return places.getOrDefault(key == null ? MISSING : key, -1);
    }
}
