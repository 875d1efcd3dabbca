package dev.cairn.tracking.models;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.tracking.experiments.ArtifactRoot;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.experiments.Lifecycle;
import dev.cairn.tracking.experiments.StoredExperiment;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;

/// Stores logged models as another server had them.
public final class LoggedModelImport {
    /// Those of some models that are here already.
    public Set<String> known(Transaction tx, Caller caller, Collection<String> modelIds) {
        return new LoggedModelStore(tx, caller).known(modelIds);
    }

    /// Adds a model to an experiment that is here; an empty artifact URI becomes a folder of the experiment.
    public void add(Transaction tx, Caller caller, LoggedModel model, String lifecycleStage) {
        var info = model.info();
        StoredExperiment experiment = Experiments.get(tx, caller, info.experimentId());
        String location = ArtifactRoot.validated(info.artifactUri());
        LoggedModelStore store = new LoggedModelStore(tx, caller);
        long id = store.insert(new StoredModel(
                0,
                info.modelId(),
                experiment.id(),
                info.name(),
                location == null ? ArtifactRoot.ofModel(experiment.artifactLocation(), info.modelId()) : location,
                info.status(),
                info.statusMessage(),
                info.modelType(),
                info.sourceRunId(),
                info.creationTimestampMs(),
                info.lastUpdatedTimestampMs(),
                Lifecycle.checked(lifecycleStage)));
        model.data().params().forEach(param -> store.addParam(id, param));
        info.tags().forEach(tag -> store.setTag(id, tag));
        for (Metric metric : model.data().metrics()) {
            store.addMetric(id, Objects.requireNonNullElse(metric.runId(), ""), metric);
        }
    }
}
