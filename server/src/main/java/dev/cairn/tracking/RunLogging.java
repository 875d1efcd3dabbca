package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.tracking.DeleteTag;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.LogMetric;
import dev.cairn.protocol.tracking.LogModel;
import dev.cairn.protocol.tracking.LogParam;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.SetTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Parameters, metrics and tags as they are logged to a run: the path that has to be short.
///
/// A batch is one transaction, so unlike in the reference none of it is stored when part of it is refused.
final class RunLogging {
    private static final String MODEL_HISTORY_TAG = "mlflow.log-model.history";

    private final Database database;
    private final Names names;
    private final ModelMetrics modelMetrics;

    RunLogging(Database database, Names names, ModelMetrics modelMetrics) {
        this.database = database;
        this.names = names;
        this.modelMetrics = modelMetrics;
    }

    Empty logParam(Caller caller, LogParam request) {
        Map<String, String> param = CheckedTags.param(request.key(), request.value());
        return write(
                caller,
                request.runId(),
                (tx, run) -> tags(tx, run).addParams(param).forEach((key, before) -> {
                    throw ApiException.invalid(
                            "Changing param values is not allowed. Param with key='%s' was already logged with value='%s' for run ID='%s'. Attempted logging new value '%s'."
                                    .formatted(key, before, request.runId(), param.get(key)));
                }));
    }

    Empty logMetric(Caller caller, LogMetric request) {
        Metric metric = new Metric(
                request.key(),
                request.value(),
                request.timestamp(),
                request.step(),
                request.datasetName(),
                request.datasetDigest(),
                request.modelId(),
                null);
        MetricBatch batch = new MetricBatch();
        batch.add("name", metric);
        return write(caller, request.runId(), (tx, run) -> {
            batch.append(new MetricStore(tx, run), name -> names.idOf(tx, name));
            modelMetrics.add(tx, caller, request.runId(), List.of(metric));
        });
    }

    Empty setTag(Caller caller, SetTag request) {
        Map<String, String> tag = CheckedTags.tag(request.key(), request.value());
        return write(caller, request.runId(), (tx, run) -> storeTags(tx, caller, run, tag));
    }

    Empty deleteTag(Caller caller, DeleteTag request) {
        return write(caller, request.runId(), (tx, run) -> {
            if (!tags(tx, run).deleteTag(request.key())) {
                throw ApiException.missing(
                        "No tag with name: %s in run with id %s".formatted(request.key(), request.runId()));
            }
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
        return write(caller, request.runId(), (tx, run) -> {
            names.add(
                    tx,
                    Stream.of(params.keySet(), metrics.names(), tags.keySet()).flatMap(Set::stream));
            addParams(tags(tx, run), params, request.runId());
            metrics.append(new MetricStore(tx, run), name -> names.idOf(tx, name));
            modelMetrics.add(tx, caller, request.runId(), request.metrics());
            storeTags(tx, caller, run, tags);
        });
    }

    Empty logModel(Caller caller, LogModel request) {
        LegacyModel model = LegacyModel.parse(request.modelJson());
        return write(caller, request.runId(), (tx, run) -> {
            TagStore store = tags(tx, run);
            store.setTag(MODEL_HISTORY_TAG, model.appendedTo(store.tag(MODEL_HISTORY_TAG)));
        });
    }

    private Empty write(Caller caller, String runId, Work work) {
        return database.write(tx -> {
            work.run(tx, new RunStore(tx, caller.workspace()).activeId(runId));
            return Empty.EMPTY;
        });
    }

    private TagStore tags(Transaction tx, long run) {
        return new TagStore(tx, names, run);
    }

    private void storeTags(Transaction tx, Caller caller, long run, Map<String, String> tags) {
        tags(tx, run).setTags(tags);
        String name = tags.get(Runs.NAME_TAG);
        if (name != null) {
            new RunStore(tx, caller.workspace()).rename(run, name);
        }
    }

    private static void addParams(TagStore store, Map<String, String> params, String runId) {
        List<String> changed = new ArrayList<>();
        store.addParams(params)
                .forEach((key, before) -> changed.add(
                        "{'key': '%s', 'old_value': '%s', 'new_value': '%s'}".formatted(key, before, params.get(key))));
        if (!changed.isEmpty()) {
            throw ApiException.invalid(
                    "Changing param values is not allowed. Params were already logged='%s' for run ID='%s'."
                            .formatted(changed, runId));
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(Transaction tx, long run);
    }
}
