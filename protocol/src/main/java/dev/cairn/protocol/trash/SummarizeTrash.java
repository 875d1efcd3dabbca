package dev.cairn.protocol.trash;

import org.jspecify.annotations.Nullable;

/// How much is in the trash, what is on its way out of it, and what empties it.
///
/// @param experimentId only what belongs to it is counted
/// @param olderThan    an age such as `30d`: only what was deleted longer ago is counted
/// @param contains     part of the name or of the id of what is counted, in whatever case
public record SummarizeTrash(
        @Nullable String experimentId,
        @Nullable String olderThan,
        @Nullable String contains) {
    /// How much there is.
    ///
    /// @param purge     what is being purged, if anything is
    /// @param retention what the server removes by itself
    public record Response(
            long experiments,
            long runs,
            long loggedModels,
            long traces,
            @Nullable PurgeProgress purge,
            TrashRetention retention) {}
}
