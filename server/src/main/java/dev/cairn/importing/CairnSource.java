package dev.cairn.importing;

import dev.cairn.access.Caller;
import dev.cairn.evaluation.EvaluationExport;
import dev.cairn.importing.transfer.ArtifactWalk;
import dev.cairn.importing.transfer.Batch;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Place;
import dev.cairn.importing.transfer.Source;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.review.ReviewExport;
import dev.cairn.traces.TraceCopy;
import dev.cairn.traces.TracesExport;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// This server, as what an export reads.
final class CairnSource implements Source {
    private static final int PAGE = 500;
    private static final int RUNS_AT_ONCE = 20;

    private final Stores stores;
    private final Caller caller;

    /// The ids of the experiments that are read; null for all, with the registry.
    private final @Nullable Set<String> chosen;

    CairnSource(Stores stores, Caller caller, @Nullable Set<String> chosen) {
        this.stores = stores;
        this.caller = caller;
        this.chosen = chosen;
    }

    @Override
    public String name() {
        return "cairn";
    }

    @Override
    public Counts counts() {
        return new Counts(experiments().size(), -1, -1, -1, -1, -1);
    }

    @Override
    public List<Experiment> experiments() {
        List<Experiment> all = new ArrayList<>();
        long after = -1;
        for (List<Experiment> page = page(after); !page.isEmpty(); page = page(after)) {
            after = Long.parseLong(page.getLast().experimentId());
            all.addAll(page);
        }
        all.removeIf(experiment -> chosen != null && !chosen.contains(experiment.experimentId()));
        return all;
    }

    private List<Experiment> page(long after) {
        return stores.tracking().exporting().experiments(caller, after, PAGE);
    }

    @Override
    public void runs(Selection selection, Consumer<List<RunCopy>> batches) {
        ids(
                (experiment, after) -> stores.tracking().exporting().runIds(caller, experiment, after, RUNS_AT_ONCE),
                page -> batches.accept(stores.tracking().exporting().runs(caller, wanted(selection, page))));
    }

    @Override
    public void models(Selection selection, Consumer<List<LoggedModelCopy>> batches) {
        ids(
                (experiment, after) -> stores.tracking().exporting().modelIds(caller, experiment, after, RUNS_AT_ONCE),
                page -> batches.accept(stores.tracking().exporting().models(caller, wanted(selection, page))));
    }

    private static List<String> wanted(Selection selection, Collection<String> ids) {
        Set<String> wanted = selection.among(ids);
        return ids.stream().filter(wanted::contains).toList();
    }

    /// Gives the ids of something in each experiment, page by page.
    private void ids(BiFunction<String, String, List<String>> paging, Consumer<List<String>> pages) {
        for (Experiment experiment : experiments()) {
            String after = "";
            for (List<String> page = paging.apply(experiment.experimentId(), after);
                    !page.isEmpty();
                    page = paging.apply(experiment.experimentId(), after)) {
                after = page.getLast();
                pages.accept(page);
            }
        }
    }

    @Override
    public void traces(Selection selection, Consumer<List<TraceCopy>> batches) {
        heads(page -> {
            Map<String, Long> sizes = new LinkedHashMap<>();
            page.forEach(head -> sizes.put(head.traceId(), head.size()));
            Batch<String> batch = Batch.ofIds(
                    ids -> batches.accept(stores.traces().exporting().traces(caller, ids)),
                    id -> sizes.getOrDefault(id, 0L),
                    Batch.CHARACTERS);
            wanted(selection, sizes.keySet()).forEach(batch::add);
            batch.flush();
        });
    }

    @Override
    public void evaluation(Consumer<EvaluationObject> each) {
        EvaluationExport evaluation = stores.evaluation().exporting();
        ReviewExport review = stores.review().exporting();
        String after = "";
        for (List<String> page = evaluation.datasetIds(caller, after, PAGE);
                !page.isEmpty();
                page = evaluation.datasetIds(caller, after, PAGE)) {
            after = page.getLast();
            for (String id : page) {
                evaluation
                        .dataset(caller, id)
                        .map(EvaluationObject.Dataset::new)
                        .filter(this::isChosen)
                        .ifPresent(each);
            }
        }
        for (Experiment experiment : experiments()) {
            String id = experiment.experimentId();
            evaluation
                    .scorerIds(caller, id)
                    .forEach(scorer -> evaluation
                            .scorer(caller, scorer)
                            .map(EvaluationObject.Scorer::new)
                            .ifPresent(each));
            evaluation
                    .issueIds(caller, id)
                    .forEach(issue -> evaluation
                            .issue(caller, issue)
                            .map(EvaluationObject.Issue::new)
                            .ifPresent(each));
            all(
                    offset -> review.schemaIds(caller, id, offset),
                    schema -> review.schema(caller, schema)
                            .map(EvaluationObject.Schema::new)
                            .ifPresent(each));
            all(
                    offset -> review.queueIds(caller, id, offset),
                    queue -> review.queue(caller, queue)
                            .map(EvaluationObject.Queue::new)
                            .ifPresent(each));
        }
    }

    private boolean isChosen(EvaluationObject object) {
        return chosen == null || object.experiments().stream().anyMatch(chosen::contains);
    }

    private static void all(LongFunction<List<String>> paging, Consumer<String> each) {
        long offset = 0;
        for (List<String> page = paging.apply(0); !page.isEmpty(); page = paging.apply(offset)) {
            page.forEach(each);
            offset += page.size();
        }
    }

    /// Gives the traces of the chosen experiments, before all of them is read.
    private void heads(Consumer<List<TracesExport.Head>> pages) {
        String after = "";
        for (List<TracesExport.Head> page = heads(after); !page.isEmpty(); page = heads(after)) {
            after = page.getLast().traceId();
            pages.accept(page.stream()
                    .filter(head -> chosen == null || chosen.contains(head.experimentId()))
                    .toList());
        }
    }

    private List<TracesExport.Head> heads(String after) {
        return stores.traces().exporting().heads(caller, after, PAGE);
    }

    @Override
    public void registeredModels(Selection selection, Consumer<RegisteredModelCopy> each) {
        if (chosen != null) {
            return;
        }
        String after = "";
        for (List<String> page = names(after); !page.isEmpty(); page = names(after)) {
            after = page.getLast();
            for (String name : wanted(selection, page)) {
                stores.registry()
                        .exporting()
                        .find(caller, name)
                        .map(this::portable)
                        .ifPresent(each);
            }
        }
    }

    private List<String> names(String after) {
        return stores.registry().exporting().names(caller, after, PAGE);
    }

    private RegisteredModelCopy portable(RegisteredModelCopy copy) {
        return new RegisteredModelCopy(
                copy.model(),
                copy.versions().stream()
                        .map(version -> Place.ownerIn(version.location())
                                .flatMap(
                                        owner -> root(owner).flatMap(root -> Place.of(version.location(), owner, root)))
                                .map(place -> portable(version, place))
                                .orElse(version))
                        .toList(),
                copy.lastVersion());
    }

    private static RegisteredModelCopy.Version portable(RegisteredModelCopy.Version copy, Place place) {
        boolean follows = copy.version().source().equals(copy.location());
        return new RegisteredModelCopy.Version(
                follows ? copy.version().withSource("") : copy.version(), place.toString());
    }

    private Optional<String> root(Owner owner) {
        return switch (owner.kind()) {
            case RUN -> stores.tracking().exporting().placeOfRun(caller, owner.id());
            case MODEL -> stores.tracking().exporting().placeOfModel(caller, owner.id());
            case TRACE -> stores.traces().exporting().files(caller, owner.id()).map(TracesExport.Files::folder);
        };
    }

    @Override
    public void artifacts(ArtifactSink files) {
        ids(
                (experiment, after) -> stores.tracking().exporting().runIds(caller, experiment, after, PAGE),
                page -> page.forEach(run -> artifacts(Owner.run(run), files)));
        ids(
                (experiment, after) -> stores.tracking().exporting().modelIds(caller, experiment, after, PAGE),
                page -> page.forEach(model -> artifacts(Owner.model(model), files)));
        heads(page -> page.forEach(head -> artifacts(Owner.trace(head.traceId()), files)));
    }

    private void artifacts(Owner owner, ArtifactSink files) {
        root(owner)
                .flatMap(stores.artifacts()::resolve)
                .ifPresent(folder -> ArtifactWalk.files(stores.artifacts(), owner, folder, files));
    }

    @Override
    public void close() {}
}
