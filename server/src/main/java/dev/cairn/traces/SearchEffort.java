package dev.cairn.traces;

/// How many traces a search looks at in one way before it tries another.
///
/// @param few  traces that are rather looked up one by one and sorted than met on the way along all
/// @param near traces that are met along the index of times before a longer lead is taken
/// @param many the most that a lead may have then
record SearchEffort(int few, int near, int many) {
    static final SearchEffort DEFAULT = new SearchEffort(5_000, 20_000, 200_000);
}
