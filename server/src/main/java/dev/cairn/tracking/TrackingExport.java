package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.series.Points;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.models.LoggedModels;
import dev.cairn.tracking.models.StoredModel;
import dev.cairn.tracking.names.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Gives experiments, runs and logged models whole, those in the trash as well.
public final class TrackingExport {
    private final Database database;
    private final Names names;
    private final RunReader reader;

    TrackingExport(Database database, Names names, RunReader reader) {
        this.database = database;
        this.names = names;
        this.reader = reader;
    }

    /// Experiments by id.
    ///
    /// @param after the last id of the page before, or a number below all ids
    public List<Experiment> experiments(Caller caller, long after, int limit) {
        return database.read(tx -> Experiments.page(tx, caller, after, limit));
    }

    /// Ids of the runs of an experiment, in the order of the alphabet.
    ///
    /// @param after the last id of the page before, or an empty text
    public List<String> runIds(Caller caller, String experimentId, String after, int limit) {
        return database.read(tx -> new RunStore(tx, caller).page(Experiments.id(experimentId), after, limit));
    }

    /// Those of some runs that are there, in the order given.
    public List<RunCopy> runs(Caller caller, List<String> runIds) {
        return database.read(tx -> {
            RunStore store = new RunStore(tx, caller);
            List<StoredRun> runs = store.present(runIds);
            long[] ids = runs.stream().mapToLong(StoredRun::id).toArray();
            Map<Long, Map<String, Points>> series = new MetricStore(tx).ofRuns(ids, id -> names.text(tx, id));
            Map<Long, Long> deleted = store.deletedTimes(ids);
            return runs.stream()
                    .map(run -> new RunCopy(
                            reader.whole(tx, run), series.getOrDefault(run.id(), Map.of()), deleted.get(run.id())))
                    .toList();
        });
    }

    /// Ids of the logged models of an experiment, in the order of the alphabet.
    public List<String> modelIds(Caller caller, String experimentId, String after, int limit) {
        return database.read(tx -> LoggedModels.page(tx, caller, experimentId, after, limit));
    }

    /// Those of some logged models that are there, in the order given.
    public List<LoggedModelCopy> models(Caller caller, List<String> modelIds) {
        return database.read(tx -> {
            List<StoredModel> models = LoggedModels.present(tx, caller, modelIds);
            List<LoggedModel> whole = LoggedModels.whole(tx, caller, models);
            return zip(models, whole, (stored, model) -> new LoggedModelCopy(model, stored.lifecycleStage()));
        });
    }

    /// The URI of the folder of a run's artifacts.
    public Optional<String> placeOfRun(Caller caller, String runId) {
        return database.read(tx -> new RunStore(tx, caller)
                .present(List.of(runId)).stream().map(StoredRun::artifactUri).findFirst());
    }

    /// The URI of the folder of a logged model's artifacts.
    public Optional<String> placeOfModel(Caller caller, String modelId) {
        return database.read(tx -> LoggedModels.present(tx, caller, List.of(modelId)).stream()
                .map(StoredModel::artifactUri)
                .findFirst());
    }

    private static <A, B, T> List<T> zip(List<A> first, List<B> second, BiFunction<A, B, T> both) {
        return IntStream.range(0, first.size())
                .mapToObj(i -> both.apply(first.get(i), second.get(i)))
                .toList();
    }
}
