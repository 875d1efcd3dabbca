package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.tracking.ListRunningRuns;
import dev.cairn.protocol.tracking.RunningRun;
import dev.cairn.search.PageSize;
import java.util.List;

/// What is under way in all experiments, which an index knows.
final class RunningRuns {
    private final Database database;
    private final Activity activity;

    RunningRuns(Database database, Activity activity) {
        this.database = database;
        this.activity = activity;
    }

    ListRunningRuns.Response list(Caller caller, ListRunningRuns request) {
        int size = PageSize.RUNNING_RUNS.of(request.maxResults());
        List<Found> found = database.read(tx -> new RunStore(tx, caller).running(size + 1));
        return new ListRunningRuns.Response(
                found.stream()
                        .limit(size)
                        .map(run -> new RunningRun(run.run.info(activity.isStale(run.run)), run.experiment))
                        .toList(),
                found.size() > size);
    }

    /// @param experiment the name of it
    record Found(StoredRun run, String experiment) {}
}
