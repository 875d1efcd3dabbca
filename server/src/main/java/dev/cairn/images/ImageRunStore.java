package dev.cairn.images;

import static dev.cairn.access.Resource.RUN;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The SQL of which runs logged images, inside one workspace.
record ImageRunStore(Transaction tx, Caller caller) {

    /// Where the runs among some that carry a tag keep their artifacts, by their ids.
    ///
    /// @param tag the number of its name
    Map<String, String> artifactUris(Collection<String> runIds, long tag) {
        Map<String, String> found = new HashMap<>();
        tx
                .queryIn(
                        """
                SELECT r.run_id, r.artifact_uri, r.experiment_id FROM runs r JOIN experiments e ON e.id = r.experiment_id
                JOIN run_tags t ON t.run = r.id AND t.name_id = ?
                WHERE e.workspace_id = ? AND r.lifecycle_stage <> 'purging' AND r.run_id IN (:ids)
                """,
                        row -> new Logged(row.getString(1), row.getString(2), row.getLong(3)),
                        runIds,
                        tag,
                        caller.workspace().id())
                .stream()
                .filter(run -> Guard.admits(caller, RUN, run.experiment))
                .forEach(run -> found.put(run.runId, run.artifactUri));
        return found;
    }

    private record Logged(String runId, String artifactUri, long experiment) {}
}
