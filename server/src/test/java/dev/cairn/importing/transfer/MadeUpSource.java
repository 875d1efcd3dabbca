package dev.cairn.importing.transfer;

import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A source that has what a test gives it.
public final class MadeUpSource implements Source {
    public final List<TraceCopy> traces = new ArrayList<>();
    public final List<EvaluationObject> objects = new ArrayList<>();
    public final List<RegisteredModelCopy> registeredModels = new ArrayList<>();
    public final List<SourceFile> files = new ArrayList<>();

    @Override
    public String name() {
        return "made up";
    }

    @Override
    public Counts counts() {
        return new Counts(0, 0, 0, 0, registeredModels.size(), traces.size());
    }

    @Override
    public List<Experiment> experiments() {
        return List.of();
    }

    @Override
    public void runs(Selection selection, Consumer<List<RunCopy>> batches) {}

    @Override
    public void models(Selection selection, Consumer<List<LoggedModelCopy>> batches) {}

    @Override
    public void registeredModels(Selection selection, Consumer<RegisteredModelCopy> each) {
        registeredModels.forEach(each);
    }

    @Override
    public void traces(Selection selection, Consumer<List<TraceCopy>> batches) {
        batches.accept(traces);
    }

    @Override
    public void evaluation(Consumer<EvaluationObject> each) {
        objects.forEach(each);
    }

    @Override
    public void artifacts(ArtifactSink sink) {
        files.forEach(sink::file);
    }

    @Override
    public void close() {}
}
