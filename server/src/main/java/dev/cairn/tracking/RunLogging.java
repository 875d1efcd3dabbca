package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.runs.TagRuns;
import dev.cairn.protocol.tracking.DeleteTag;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.LogMetric;
import dev.cairn.protocol.tracking.LogModel;
import dev.cairn.protocol.tracking.LogParam;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.SetTag;
import dev.cairn.tracking.entries.BatchLimits;
import dev.cairn.tracking.entries.CheckedTags;
import dev.cairn.tracking.entries.LegacyModel;
import dev.cairn.tracking.entries.LogEntries;
import dev.cairn.tracking.entries.MetricBatch;
import dev.cairn.tracking.names.KeyNames;
import dev.cairn.tracking.names.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Parameters, metrics and tags as they are logged to a run: the path that has to be short.
///
/// A batch is one transaction, so unlike in the reference none of it is stored when part of it is refused.
final class RunLogging {
    private static final String MODEL_HISTORY_TAG = "mlflow.log-model.history";

    private final Database database;
    private final Names names;
    private final RunChanges changes;
    private final RunLog runs;
    private final Consumer<LogEntries> log;

    RunLogging(Database database, Names names, RunChanges changes) {
        this.database = database;
        this.names = names;
        this.changes = changes;
        this.runs = new RunLog(names, changes);
        this.log = database.together(runs::store, LogEntries::rows);
    }

    Empty logParam(Caller caller, LogParam request) {
        Map<String, String> param = CheckedTags.param(request.key(), request.value());
        return log(new LogEntries(
                caller,
                request.runId(),
                Map.of(),
                List.of(),
                param,
                Map.of(),
                before -> ApiException.invalid(
                        "Changing param values is not allowed. Param with key='%s' was already logged with value='%s' for run ID='%s'. Attempted logging new value '%s'."
                                .formatted(
                                        request.key(),
                                        before.get(request.key()),
                                        request.runId(),
                                        param.get(request.key())))));
    }

    Empty logMetric(Caller caller, LogMetric request) {
        MetricBatch batch = new MetricBatch();
        batch.add(
                "name",
                new Metric(
                        request.key(),
                        request.value(),
                        request.timestamp(),
                        request.step(),
                        request.datasetName(),
                        request.datasetDigest(),
                        request.modelId(),
                        null));
        return log(entries(caller, request.runId(), batch, Map.of(), Map.of()));
    }

    Empty setTag(Caller caller, SetTag request) {
        Map<String, String> tag = CheckedTags.tag(request.key(), request.value());
        return log(entries(caller, request.runId(), new MetricBatch(), Map.of(), tag));
    }

    /// Sets tags of many runs, in one transaction.
    Empty tagAll(Caller caller, TagRuns request) {
        List<String> runIds = RunBatch.of(request.runIds());
        Map<String, String> tags = CheckedTags.tags("tags", request.tags());
        BatchLimits.check(new LogBatch(runIds.getFirst(), List.of(), List.of(), request.tags()));
        List<LogEntries> all = runIds.stream()
                .map(runId -> entries(caller, runId, new MetricBatch(), Map.of(), tags))
                .toList();
        return database.write(tx -> {
            runs.store(tx, all);
            return Empty.EMPTY;
        });
    }

    Empty logBatch(Caller caller, LogBatch request) {
        BatchLimits.check(request);
        MetricBatch metrics = new MetricBatch();
        for (int i = 0; i < request.metrics().size(); i++) {
            metrics.add("metrics[%d].name", i, request.metrics().get(i));
        }
        Map<String, String> params = CheckedTags.params(request.params());
        Map<String, String> tags = CheckedTags.tags("tags", request.tags());
        return log(entries(caller, request.runId(), metrics, params, tags));
    }

    private static LogEntries entries(
            Caller caller, String runId, MetricBatch metrics, Map<String, String> params, Map<String, String> tags) {
        return new LogEntries(
                caller,
                runId,
                metrics.series(),
                metrics.ofModels(),
                params,
                tags,
                before -> changedParams(runId, params, before));
    }

    private Empty log(LogEntries entries) {
        log.accept(entries);
        return Empty.EMPTY;
    }

    private static ApiException changedParams(String runId, Map<String, String> params, Map<String, String> before) {
        List<String> changed = new ArrayList<>();
        before.forEach((key, value) -> changed.add(
                "{'key': '%s', 'old_value': '%s', 'new_value': '%s'}".formatted(key, value, params.get(key))));
        return ApiException.invalid(
                "Changing param values is not allowed. Params were already logged='%s' for run ID='%s'."
                        .formatted(changed, runId));
    }

    Empty deleteTag(Caller caller, DeleteTag request) {
        return database.write(tx -> {
            StoredRun run = active(tx, caller, request.runId());
            boolean deleted = names.find(tx, request.key())
                    .map(name -> new TagStore(tx).deleteTag(new RunKey(run.id(), name)))
                    .orElse(false);
            if (!deleted) {
                throw ApiException.missing(
                        "No tag with name: %s in run with id %s".formatted(request.key(), request.runId()));
            }
            if (request.key().equals(Runs.PARENT_TAG)) {
                new RunStore(tx, caller).setParent(run.id(), null);
            }
            changes.tagDeleted(tx, run, request.key());
            return Empty.EMPTY;
        });
    }

    Empty logModel(Caller caller, LogModel request) {
        LegacyModel model = LegacyModel.parse(request.modelJson());
        return database.write(tx -> {
            long name = names.idOf(tx, MODEL_HISTORY_TAG);
            long experiment = new RunStore(tx, caller).get(request.runId()).experimentId();
            names.keys().note(tx, Stream.of(new KeyNames.Key(experiment, KeyNames.TAGS, name)));
            StoredRun run = active(tx, caller, request.runId());
            if (run.experimentId() != experiment) {
                throw tx.overtaken();
            }
            RunKey history = new RunKey(run.id(), name);
            TagStore tags = new TagStore(tx);
            String value = model.appendedTo(tags.tag(history));
            tags.setTag(history, value);
            changes.tag(tx, run, MODEL_HISTORY_TAG, value);
            return Empty.EMPTY;
        });
    }

    private StoredRun active(Transaction tx, Caller caller, String runId) {
        return changes.activity().noted(tx, new RunStore(tx, caller).active(runId));
    }
}
