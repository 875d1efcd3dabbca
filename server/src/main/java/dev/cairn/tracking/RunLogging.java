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
import dev.cairn.protocol.tracking.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Tag param = checkedParam("key", new Tag(request.key(), request.value() == null ? "" : request.value()));
        return write(caller, request.runId(), (tx, run) -> addParam(tags(tx, run), param, request.runId()));
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
        Tag tag = checkedTag("key", new Tag(request.key(), request.value() == null ? "" : request.value()));
        return write(caller, request.runId(), (tx, run) -> storeTag(tx, caller, run, tag));
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
        List<Tag> params = new ArrayList<>();
        for (int i = 0; i < request.params().size(); i++) {
            params.add(checkedParam("params[%d].key".formatted(i), request.params().get(i)));
        }
        requireUnique(params);
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < request.tags().size(); i++) {
            tags.add(checkedTag("tags[%d].key".formatted(i), request.tags().get(i)));
        }
        return write(caller, request.runId(), (tx, run) -> {
            TagStore store = tags(tx, run);
            addParams(store, params, request.runId());
            metrics.append(new MetricStore(tx, run), name -> names.idOf(tx, name));
            modelMetrics.add(tx, caller, request.runId(), request.metrics());
            tags.forEach(tag -> storeTag(tx, caller, run, tag));
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

    private void storeTag(Transaction tx, Caller caller, long run, Tag tag) {
        tags(tx, run).setTag(tag.key(), tag.value());
        if (tag.key().equals(Runs.NAME_TAG)) {
            new RunStore(tx, caller.workspace()).rename(run, tag.value());
        }
    }

    private static void addParam(TagStore store, Tag param, String runId) {
        Optional<String> before = store.addParam(param.key(), param.value());
        if (before.isPresent() && !before.get().equals(param.value())) {
            throw ApiException.invalid(
                    "Changing param values is not allowed. Param with key='%s' was already logged with value='%s' for run ID='%s'. Attempted logging new value '%s'."
                            .formatted(param.key(), before.get(), runId, param.value()));
        }
    }

    private static void addParams(TagStore store, List<Tag> params, String runId) {
        List<String> changed = new ArrayList<>();
        for (Tag param : params) {
            store.addParam(param.key(), param.value())
                    .filter(before -> !before.equals(param.value()))
                    .ifPresent(before -> changed.add("{'key': '%s', 'old_value': '%s', 'new_value': '%s'}"
                            .formatted(param.key(), before, param.value())));
        }
        if (!changed.isEmpty()) {
            throw ApiException.invalid(
                    "Changing param values is not allowed. Params were already logged='%s' for run ID='%s'."
                            .formatted(changed, runId));
        }
    }

    private static Tag checkedParam(String path, Tag param) {
        Limits.key(path, param.key());
        Limits.length("Param key", Limits.KEY, param.key());
        return new Tag(param.key(), Limits.truncated(Limits.PARAM_VALUE, param.value()));
    }

    private static Tag checkedTag(String path, Tag tag) {
        Limits.key(path, tag.key());
        Limits.length(path, Limits.KEY, tag.key());
        return new Tag(tag.key(), Limits.truncated(Limits.TAG_VALUE, tag.value()));
    }

    private static void requireUnique(List<Tag> params) {
        Set<String> seen = new HashSet<>();
        List<String> twice =
                params.stream().map(Tag::key).filter(key -> !seen.add(key)).toList();
        if (!twice.isEmpty()) {
            throw ApiException.invalid(
                    "Duplicate parameter keys have been submitted: %s. Please ensure the request contains only one param value per param key."
                            .formatted(twice.stream().map(key -> "'" + key + "'").toList()));
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(Transaction tx, long run);
    }
}
