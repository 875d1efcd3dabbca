package dev.cairn.importing.transfer;

import dev.cairn.evaluation.DatasetCopy;
import dev.cairn.evaluation.ScorerCopy;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.series.Points;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import java.util.EnumMap;
import java.util.Map;

/// How much of each kind there is on one side.
public final class Tally {
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    public long of(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    public void add(Kind kind, long count) {
        counts.merge(kind, count, Long::sum);
    }

    public void add(Experiment experiment) {
        add(Kind.EXPERIMENTS, 1);
        add(Kind.TAGS, experiment.tags().size());
    }

    public void add(RunCopy copy) {
        add(Kind.RUNS, 1);
        add(Kind.PARAMS, copy.run().data().params().size());
        add(Kind.TAGS, copy.run().data().tags().size());
        add(Kind.SERIES, copy.series().size());
        add(Kind.POINTS, copy.series().values().stream().mapToLong(Points::size).sum());
        var inputs = copy.run().inputs();
        var outputs = copy.run().outputs();
        add(
                Kind.INPUTS,
                (inputs == null
                                ? 0
                                : inputs.datasetInputs().size()
                                        + inputs.modelInputs().size())
                        + (outputs == null ? 0 : outputs.modelOutputs().size()));
    }

    public void add(LoggedModelCopy copy) {
        add(Kind.MODELS, 1);
        add(Kind.PARAMS, copy.model().data().params().size());
        add(Kind.TAGS, copy.model().info().tags().size());
        add(Kind.POINTS, copy.model().data().metrics().size());
    }

    public void add(RegisteredModelCopy copy) {
        add(Kind.REGISTERED_MODELS, 1);
        add(Kind.VERSIONS, copy.versions().size());
        add(Kind.TAGS, copy.model().tags().size());
        copy.versions()
                .forEach(version -> add(Kind.TAGS, version.version().tags().size()));
    }

    public void add(TraceCopy copy) {
        add(Kind.TRACES, 1);
        add(Kind.SPANS, copy.spans().size());
        add(Kind.ASSESSMENTS, copy.info().assessments().size());
    }

    public void add(EvaluationObject object) {
        switch (object) {
            case EvaluationObject.Dataset(DatasetCopy copy) -> {
                add(Kind.DATASETS, 1);
                add(Kind.RECORDS, copy.records().size());
            }
            case EvaluationObject.Scorer(ScorerCopy copy) ->
                add(Kind.SCORERS, copy.versions().size());
            case EvaluationObject.Issue issue -> add(Kind.ISSUES, 1);
            case EvaluationObject.Schema schema -> add(Kind.SCHEMAS, 1);
            case EvaluationObject.Queue queue -> add(Kind.QUEUES, 1);
        }
    }
}
