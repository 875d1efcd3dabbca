package dev.cairn.importing;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.db.DatabaseException;
import dev.cairn.http.ApiException;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Progress;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import dev.cairn.importing.transfer.SourceFile;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.TrackingImport;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Copies a source into this server, object by object. What is there already is not read again, so that an import that
/// was cut off goes on where it was.
final class Import {
    private final Source source;
    private final CairnTarget target;
    private final Locations locations;
    private final Progress progress;
    private final Report report;

    /// Experiments of the source that were not stored.
    private final Set<String> refused = new HashSet<>();

    Import(Source source, CairnTarget target, Locations locations, Progress progress, Report report) {
        this.source = source;
        this.target = target;
        this.locations = locations;
        this.progress = progress;
        this.report = report;
    }

    void run() {
        Source.Counts counts = source.counts();
        experiments();
        progress.begin("Runs", counts.runs());
        transfer(
                batch -> source.runs(missing("runs", target::missingRuns), batch),
                target::runs,
                copy -> "run " + copy.run().info().runId(),
                "runs imported");
        progress.begin("Logged models", counts.models());
        transfer(
                batch -> source.models(missing("logged models", target::missingModels), batch),
                target::models,
                (LoggedModelCopy copy) -> "logged model " + copy.model().info().modelId(),
                "logged models imported");
        progress.begin("Registered models", counts.registeredModels());
        source.registeredModels(missing("registered models", target::missingRegisteredModels), this::registeredModel);
        progress.begin("Traces", counts.traces());
        transfer(
                batch -> source.traces(missing("traces", target::missingTraces), batch),
                target::traces,
                (TraceCopy copy) -> "trace " + copy.traceId(),
                "traces imported");
        progress.begin("Evaluation data sets, scorers, issues, reviews", -1);
        source.evaluation(this::evaluation);
        if (locations.copies()) {
            progress.begin("Artifact bytes", -1);
            source.artifacts(new Copying());
        }
    }

    private void experiments() {
        List<Experiment> experiments = source.experiments();
        progress.begin("Experiments", experiments.size());
        for (Experiment experiment : experiments) {
            try {
                experiment(experiment);
            } catch (ApiException | DatabaseException refusal) {
                refused.add(experiment.experimentId());
                report.problem("Experiment %s '%s' was not stored, nor is what is in it: %s"
                        .formatted(experiment.experimentId(), experiment.name(), refusal.getMessage()));
            }
            progress.add(1);
        }
    }

    private void experiment(Experiment experiment) {
        TrackingImport.ImportedExperiment imported = target.experiment(source.name(), experiment);
        report.done(imported.isNew() ? "experiments imported" : "experiments that were here already", 1);
        Experiment here = imported.here();
        if (!here.experimentId().equals(experiment.experimentId())
                || !here.name().equals(experiment.name())) {
            report.note("Experiment %s '%s' is experiment %s '%s' here: its id or its name was taken."
                    .formatted(experiment.experimentId(), experiment.name(), here.experimentId(), here.name()));
        }
    }

    /// Counts what is there already, and asks for the rest.
    private Source.Selection missing(String what, Function<Collection<String>, Set<String>> missing) {
        return ids -> {
            Set<String> wanted = missing.apply(ids);
            int there = ids.size() - wanted.size();
            if (there > 0) {
                report.done(what + " that were here already", there);
            }
            return wanted;
        };
    }

    /// Stores batches; if one is refused, each object of it alone, so that one bad object does not keep others out.
    private <T> void transfer(
            Consumer<Consumer<List<T>>> reading, Consumer<List<T>> writing, Function<T, String> name, String what) {
        Handover.run(reading, (List<T> batch) -> {
            long stored = batch.size();
            try {
                writing.accept(batch);
            } catch (RuntimeException oneIsRefused) {
                stored = batch.stream()
                        .filter(one -> stores(() -> writing.accept(List.of(one)), name.apply(one)))
                        .count();
            }
            report.done(what, stored);
            progress.add(batch.size());
        });
    }

    private void evaluation(EvaluationObject object) {
        String name = object.kind() + " " + object.id();
        if (target.stored(object).isPresent()) {
            report.done(object.kind() + "s that were here already", 1);
        } else if (stores(() -> target.add(object), name)) {
            report.done(object.kind() + "s imported", 1);
            object.experiments().stream()
                    .filter(refused::contains)
                    .forEach(experiment ->
                            report.problem("The %s was stored without its link to experiment %s, which was not stored."
                                    .formatted(name, experiment)));
        }
        progress.add(1);
    }

    private void registeredModel(RegisteredModelCopy copy) {
        String name = "registered model " + copy.model().name();
        if (stores(() -> target.registeredModel(copy), name)) {
            report.done("registered models imported", 1);
        }
        progress.add(1);
    }

    private boolean stores(Runnable writing, String name) {
        try {
            writing.run();
            return true;
        } catch (RuntimeException refusal) {
            report.problem("%s was not stored: %s".formatted(name, refusal.getMessage()));
            return false;
        }
    }

    /// Copies files that are not here; one that is here may have been written since, and stays.
    private final class Copying implements Source.ArtifactSink {
        @Override
        public void file(SourceFile file) {
            if (!target.takes(file)) {
                return;
            }
            try {
                Optional<ArtifactPath> place = target.place(file);
                if (place.isEmpty()) {
                    return;
                }
                Optional<ArtifactFile> found = target.find(place.get());
                if (found.isPresent()) {
                    report.done("artifact files that were here already", 1);
                } else {
                    target.write(place.get(), file);
                    report.done("artifact files copied", 1);
                    report.done("artifact bytes copied", file.size());
                }
                progress.add(file.size());
            } catch (IOException | ApiException failure) {
                report.problem("File '%s' of %s was not copied: %s"
                        .formatted(file.path(), file.owner(), failure.getMessage()));
            }
        }

        @Override
        public void unreadable(Owner owner, String reason) {
            report.problem("%s: %s".formatted(owner, reason));
        }
    }
}
