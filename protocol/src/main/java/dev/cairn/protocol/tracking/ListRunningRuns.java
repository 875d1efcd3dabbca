package dev.cairn.protocol.tracking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET runs/running`: the runs of all experiments that are under way, those first that began last.
public record ListRunningRuns(@Nullable Long maxResults) {

    /// Some of them.
    ///
    /// @param more whether there are others
    public record Response(List<RunningRun> runs, boolean more) {}
}
