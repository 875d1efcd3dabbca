package dev.cairn.access;

import java.util.Set;

/// Which things of a kind somebody reaches: only some, or all but some.
///
/// @param isOnly whether the ids are those that are reached, not those that are not
/// @param ids    ids, or names of registered models
public record Reach(boolean isOnly, Set<String> ids) {
    public static final Reach ALL = new Reach(false, Set.of());
    public static final Reach NOTHING = new Reach(true, Set.of());

    public boolean includes(String id) {
        return ids.contains(id) == isOnly;
    }

    public boolean isAll() {
        return equals(ALL);
    }
}
