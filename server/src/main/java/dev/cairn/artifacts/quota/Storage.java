package dev.cairn.artifacts.quota;

import org.jspecify.annotations.Nullable;

/// What a workspace may use of the artifact store, and uses. Bytes.
///
/// @param own        the quota of its own: null for the default, -1 for none
/// @param defaults   the quota of workspaces without one of their own, null for none
/// @param used       null where nothing bounds it, or until it is measured
/// @param reserved   for what is on its way in
/// @param measuredAt milliseconds since 1970; 0 for never
public record Storage(
        @Nullable Long own,
        @Nullable Long defaults,
        @Nullable Long used,
        long reserved,
        long measuredAt) {
    /// The value of a quota that says that there is none.
    public static final long NONE = -1;

    /// What is in force; null for no bound.
    public @Nullable Long quota() {
        Long said = own == null ? defaults : own;
        return said == null || said == NONE ? null : said;
    }
}
