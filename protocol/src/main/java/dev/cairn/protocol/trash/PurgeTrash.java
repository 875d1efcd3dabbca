package dev.cairn.protocol.trash;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes deleted things for good, with their artifacts. The answer comes once that is certain; the work goes on.
///
/// @param experimentIds only what belongs to these experiments
/// @param runIds        these runs; with `loggedModelIds` and `traceIds` nothing but what is named
/// @param olderThan     an age such as `30d`: only what was deleted longer ago
/// @param everything    needed to say nothing else
/// @param dryRun        tells what would be purged, and does nothing
public record PurgeTrash(
        List<String> experimentIds,
        List<String> runIds,
        List<String> loggedModelIds,
        List<String> traceIds,
        @Nullable String olderThan,
        @Nullable Boolean everything,
        @Nullable Boolean dryRun) {
    public PurgeTrash {
        experimentIds = Require.listOrEmpty(experimentIds);
        runIds = Require.listOrEmpty(runIds);
        loggedModelIds = Require.listOrEmpty(loggedModelIds);
        traceIds = Require.listOrEmpty(traceIds);
    }

    /// What is purged.
    ///
    /// @param kept the first of those that stay in the trash because something living needs them
    /// @param more whether there is more to purge than a request takes
    public record Response(
            long experiments,
            long runs,
            long loggedModels,
            long traces,
            List<TrashItem> kept,
            @Nullable Boolean more) {
        public Response {
            kept = Require.listOrEmpty(kept);
        }
    }
}
