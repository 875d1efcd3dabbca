package dev.cairn.tracking;

import static dev.cairn.access.Resource.RUN;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.tracking.Dataset;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.LogInputs;
import dev.cairn.protocol.tracking.LogOutputs;
import dev.cairn.protocol.tracking.SearchDatasets;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.text.Lengths;
import dev.cairn.tracking.entries.Limits;
import dev.cairn.tracking.experiments.Experiments;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What runs read and wrote (semantics, section 10).
final class Inputs {
    private static final int NAME = 500;
    private static final int DIGEST = 36;
    private static final int SOURCE = 65_535;
    private static final int SCHEMA = 1_048_575;
    private static final int PROFILE = 16_777_215;
    private static final int TAG_KEY = 255;
    private static final int TAG_VALUE = 500;
    private static final int SEARCHED_EXPERIMENTS = 20;
    private static final int SUMMARIES = 1_000;

    private final Database database;
    private final RunChanges changes;

    Inputs(Database database, RunChanges changes) {
        this.database = database;
        this.changes = changes;
    }

    Empty logInputs(Caller caller, LogInputs request) {
        if (request.datasets().size() > Limits.DATASETS) {
            throw ApiException.invalid("A request can hold at most %d datasets. Got %d."
                    .formatted(Limits.DATASETS, request.datasets().size()));
        }
        request.datasets().forEach(Inputs::check);
        return database.write(tx -> {
            StoredRun run = changes.activity().noted(tx, new RunStore(tx, caller).active(request.runId()));
            InputStore store = new InputStore(tx);
            Set<Long> seen = new HashSet<>();
            store.addDatasets(run.experimentId(), request.datasets());
            for (DatasetInput input : request.datasets()) {
                long dataset = store.datasetId(run.experimentId(), input.dataset());
                if (seen.add(dataset)) {
                    store.addDataset(run.id(), dataset, input.tags());
                }
            }
            request.models().forEach(model -> store.addModel(run.id(), model.modelId()));
            changes.inputs(tx, run);
            return Empty.EMPTY;
        });
    }

    Empty logOutputs(Caller caller, LogOutputs request) {
        return database.write(tx -> {
            StoredRun run = changes.activity().noted(tx, new RunStore(tx, caller).active(request.runId()));
            InputStore store = new InputStore(tx);
            request.models()
                    .forEach(model ->
                            store.addOutput(run.id(), model.modelId(), model.step() == null ? 0 : model.step()));
            changes.inputs(tx, run);
            return Empty.EMPTY;
        });
    }

    SearchDatasets.Response search(Caller caller, SearchDatasets request) {
        if (request.experimentIds().isEmpty()) {
            throw ApiException.invalid("SearchDatasets request must specify at least one experiment_id.");
        }
        if (request.experimentIds().size() > SEARCHED_EXPERIMENTS) {
            throw ApiException.invalid(
                    "SearchDatasets request cannot specify more than %d experiment_ids. Received %d experiment_ids."
                            .formatted(
                                    SEARCHED_EXPERIMENTS,
                                    request.experimentIds().size()));
        }
        List<Long> asked = request.experimentIds().stream().map(Experiments::id).toList();
        return database.read(tx -> {
            List<Long> own = Experiments.own(tx, caller, RUN, asked);
            return new SearchDatasets.Response(new InputStore(tx)
                    .summaries(own.stream().mapToLong(Long::longValue).toArray(), SUMMARIES));
        });
    }

    private static void check(DatasetInput input) {
        Dataset dataset = input.dataset();
        Lengths.check("name", NAME, dataset.name());
        Lengths.check("digest", DIGEST, dataset.digest());
        Lengths.check("source", SOURCE, dataset.source());
        Lengths.check("schema", SCHEMA, dataset.schema() == null ? "" : dataset.schema());
        Lengths.check("profile", PROFILE, dataset.profile() == null ? "" : dataset.profile());
        for (Tag tag : input.tags()) {
            Lengths.check("key", TAG_KEY, tag.key());
            Lengths.check("value", TAG_VALUE, tag.value());
        }
    }
}
