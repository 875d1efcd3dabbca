package dev.cairn.importing.mlflow;

import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.ReadOnlyDatabase;
import dev.cairn.importing.transfer.Batch;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.importing.transfer.Kind;
import dev.cairn.importing.transfer.MissingFolders;
import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Place;
import dev.cairn.importing.transfer.ReadablePlaces;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// A database of MLflow 2 or 3 (SQLite or PostgreSQL).
public final class MlflowDatabase implements Source {
    private static final int PAGE = 500;

    /// Characters of the spans of a trace that keeps them in a file, as long as nobody has looked.
    private static final long OF_A_FILE = Batch.CHARACTERS / 10;

    private final String name;
    private final String workspace;
    private final ReadOnlyDatabase database;
    private final MlflowExperimentReader experiments;
    private final MlflowRunReader runs;
    private final MlflowModelReader models;
    private final MlflowRegistryReader registry;
    private final MlflowTraceReader traces;
    private final MlflowEvaluationReader evaluation;
    private final MlflowReviewReader reviews;
    private final MlflowCountReader census;
    private final Readings readings;
    private final Report report;
    private final ReadablePlaces folders;
    private final Set<String> chosen = new HashSet<>();

    private MlflowDatabase(
            String name,
            String workspace,
            ReadOnlyDatabase database,
            MlflowSchema schema,
            ReadablePlaces folders,
            Report report) {
        this.name = name;
        this.workspace = workspace;
        this.database = database;
        this.folders = folders;
        this.report = report;
        readings = new Readings(report);
        census = new MlflowCountReader(database, schema, workspace);
        experiments = new MlflowExperimentReader(database, schema, workspace);
        traces = new MlflowTraceReader(database, schema, folders, report);
        evaluation = new MlflowEvaluationReader(database, schema, workspace, readings);
        reviews = new MlflowReviewReader(database, schema, readings, report);
        runs = new MlflowRunReader(database, schema);
        models = new MlflowModelReader(database, schema);
        registry = new MlflowRegistryReader(database, schema, workspace);
    }

    /// Opens a database that is there.
    ///
    /// @param workspace the one workspace that is read
    /// @throws IllegalArgumentException with a sentence for the user
    public static MlflowDatabase open(DatabaseUrl url, String workspace, ReadablePlaces folders, Report report) {
        ReadOnlyDatabase database = ReadOnlyDatabase.open(url);
        try {
            MlflowSchema schema = MlflowSchema.of(database, url.toString());
            return new MlflowDatabase(name(url), workspace, database, schema, folders, report);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /// The same wherever the import is started.
    private static String name(DatabaseUrl url) {
        try {
            return url instanceof DatabaseUrl.Sqlite(Path file)
                    ? new DatabaseUrl.Sqlite(file.toRealPath()).toString()
                    : url.toString();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public String name() {
        return workspace.equals("default") ? name : name + "#" + workspace;
    }

    @Override
    public Counts counts() {
        return new Counts(
                experiments().size(),
                experiments.count("runs"),
                experiments.count("metrics"),
                experiments.count("logged_models"),
                registry.names().size(),
                experiments.count("trace_info"));
    }

    @Override
    public Map<Kind, Long> census() {
        return census.counts();
    }

    @Override
    public List<Experiment> experiments() {
        List<Experiment> found = experiments.experiments();
        found.forEach(experiment -> chosen.add(experiment.experimentId()));
        return found;
    }

    /// The workspaces that are not read.
    public List<String> otherWorkspaces() {
        return experiments.otherWorkspaces();
    }

    @Override
    public void runs(Selection selection, Consumer<List<RunCopy>> batches) {
        pages(runs::page, heads -> {
            List<String> left = left(selection, heads);
            Map<String, Long> points = runs.points(left);
            Batch<String> batch = Batch.ofIds(
                    ids -> batches.accept(readings.all("Run", ids, runs::runs)),
                    id -> points.getOrDefault(id, 0L),
                    Batch.POINTS);
            left.forEach(batch::add);
            batch.flush();
        });
    }

    @Override
    public void traces(Selection selection, Consumer<List<TraceCopy>> batches) {
        pages(traces::page, heads -> {
            List<String> left = left(selection, heads);
            Map<String, Long> sizes = traces.sizes(left);
            Batch<String> batch = Batch.ofIds(
                    ids -> batches.accept(readings.all("Trace", ids, traces::traces)),
                    id -> sizes.getOrDefault(id, OF_A_FILE),
                    Batch.CHARACTERS);
            left.forEach(batch::add);
            batch.flush();
        });
    }

    @Override
    public void models(Selection selection, Consumer<List<LoggedModelCopy>> batches) {
        pages(models::page, heads -> {
            List<String> left = left(selection, heads);
            for (int from = 0; from < left.size(); from += Batch.OBJECTS) {
                List<String> some = left.subList(from, Math.min(left.size(), from + Batch.OBJECTS));
                batches.accept(readings.all("Logged model", some, models::models));
            }
        });
    }

    @Override
    public void evaluation(Consumer<EvaluationObject> each) {
        Consumer<EvaluationObject> ours = object -> {
            if (object instanceof EvaluationObject.Dataset
                    || object.experiments().stream().anyMatch(chosen::contains)) {
                each.accept(object);
            }
        };
        evaluation.each(ours);
        reviews.each(ours);
    }

    @Override
    public void registeredModels(Selection selection, Consumer<RegisteredModelCopy> each) {
        List<String> names = registry.names();
        Set<String> wanted = selection.among(names);
        for (String it : names) {
            if (wanted.contains(it)) {
                readings.one("Registered model " + it, () -> registry.model(it, this::portable))
                        .ifPresent(each);
            }
        }
    }

    /// A location as a place with the run or the model whose folder it is in, if it is in one.
    private String portable(String location) {
        return Place.ownerIn(location)
                .flatMap(owner -> root(owner).flatMap(root -> Place.of(location, owner, root)))
                .map(Place::toString)
                .orElse(location);
    }

    private Optional<String> root(Owner owner) {
        return owner.kind() == Owner.Kind.RUN ? runs.artifactUri(owner.id()) : models.artifactLocation(owner.id());
    }

    @Override
    public void artifacts(ArtifactSink files) {
        MissingFolders missing = new MissingFolders(folders, report, experiments());
        pages(runs::page, heads -> heads.forEach(it -> artifacts(Owner.run(it.id()), it, missing, files)));
        pages(models::page, heads -> heads.forEach(it -> artifacts(Owner.model(it.id()), it, missing, files)));
        pages(traces::page, heads -> heads.forEach(it -> artifacts(Owner.trace(it.id()), it, missing, files)));
        missing.tell();
    }

    private void artifacts(Owner owner, Head head, MissingFolders missing, ArtifactSink files) {
        missing.look(head.experimentId(), owner, head.artifactUri(), head.hasFiles());
        folders.files(owner, head.artifactUri(), files);
    }

    private void pages(BiFunction<String, Integer, List<Head>> page, Consumer<List<Head>> each) {
        String after = "";
        for (List<Head> heads = page.apply(after, PAGE); !heads.isEmpty(); heads = page.apply(after, PAGE)) {
            after = heads.getLast().id();
            each.accept(heads.stream()
                    .filter(head -> chosen.contains(head.experimentId()))
                    .toList());
        }
    }

    private static List<String> left(Selection selection, List<Head> heads) {
        Set<String> wanted = selection.among(ids(heads));
        return ids(heads).stream().filter(wanted::contains).toList();
    }

    private static List<String> ids(List<Head> heads) {
        return heads.stream().map(Head::id).toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
