package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.traces.DeleteTraces;
import dev.cairn.tracking.Tracking;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes traces with all that belongs to them: spans, assessments, links, and then their files.
final class TraceDeletion {
    private static final Logger LOG = LoggerFactory.getLogger(TraceDeletion.class);

    /// Traces that are deleted in one transaction, so that others get their turn in between.
    private static final int AT_ONCE = 200;

    private final Database database;
    private final Tracking tracking;
    private final Artifacts artifacts;

    TraceDeletion(Database database, Tracking tracking, Artifacts artifacts) {
        this.database = database;
        this.tracking = tracking;
        this.artifacts = artifacts;
    }

    /// The oldest first. What was deleted stays so if the server stops on the way.
    DeleteTraces.Response delete(Caller caller, DeleteTraces request) {
        check(request);
        long left = request.maxTraces() == null ? Long.MAX_VALUE : request.maxTraces();
        int deleted = 0;
        List<String> files;
        do {
            int most = (int) Math.min(left, AT_ONCE);
            files = database.write(tx -> deleteSome(tx, caller, request, most));
            files.forEach(this::deleteFiles);
            deleted += files.size();
            left -= files.size();
        } while (files.size() == AT_ONCE && left > 0);
        return new DeleteTraces.Response(deleted);
    }

    static int deleteOfExperiment(Transaction tx, long experiment, int most) {
        TraceDeletionStore store = new TraceDeletionStore(tx);
        List<StoredTrace> traces = store.until(experiment, Long.MAX_VALUE, most);
        store.delete(traces);
        return traces.size();
    }

    private static void check(DeleteTraces request) {
        boolean named = !request.requestIds().isEmpty();
        if (request.maxTimestampMillis() == null && !named) {
            throw ApiException.invalid("Either `max_timestamp_millis` or `trace_ids` must be specified.");
        }
        if (request.maxTimestampMillis() != null && named) {
            throw ApiException.invalid("Only one of `max_timestamp_millis` and `trace_ids` can be specified.");
        }
        if (named && request.maxTraces() != null) {
            throw ApiException.invalid("`max_traces` can't be specified if `trace_ids` is specified.");
        }
        if (request.maxTraces() != null && request.maxTraces() <= 0) {
            throw ApiException.invalid(
                    "`max_traces` must be a positive integer, received %d.".formatted(request.maxTraces()));
        }
    }

    private List<String> deleteSome(Transaction tx, Caller caller, DeleteTraces request, int most) {
        Optional<Tracking.ExperimentHome> home = tracking.findHome(tx, caller, request.experimentId());
        if (home.isEmpty()) {
            return List.of();
        }
        TraceDeletionStore store = new TraceDeletionStore(tx);
        List<StoredTrace> traces = request.maxTimestampMillis() != null
                ? store.until(home.get().id(), request.maxTimestampMillis(), most)
                : store.named(home.get().id(), request.requestIds(), most);
        store.delete(traces);
        return traces.stream()
                .map(trace -> TraceStarts.folder(home.get(), trace.traceId()))
                .toList();
    }

    /// Files of a trace that is gone are waste, and nobody's loss.
    private void deleteFiles(String location) {
        try {
            Optional<ArtifactPath> folder = artifacts.resolve(location);
            if (folder.isPresent()) {
                artifacts.delete(folder.get());
            }
        } catch (IOException | ApiException failure) {
            LOG.warn("The files of a deleted trace stay at {}", location, failure);
        }
    }
}
