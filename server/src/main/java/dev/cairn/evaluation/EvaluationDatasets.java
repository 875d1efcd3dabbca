package dev.cairn.evaluation;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.evaluation.AddDatasetToExperiments;
import dev.cairn.protocol.evaluation.CreateDataset;
import dev.cairn.protocol.evaluation.DeleteDataset;
import dev.cairn.protocol.evaluation.DeleteDatasetTag;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import dev.cairn.protocol.evaluation.GetDataset;
import dev.cairn.protocol.evaluation.GetDatasetExperimentIds;
import dev.cairn.protocol.evaluation.RemoveDatasetFromExperiments;
import dev.cairn.protocol.evaluation.SetDatasetTags;
import dev.cairn.text.Lengths;
import dev.cairn.text.NewIds;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Evaluation data sets: their names, tags and experiments (semantics, section 20).
final class EvaluationDatasets {
    /// The tag that says who made or changed something.
    static final String USER_TAG = "mlflow.user";

    private static final int MAX_NAME = 255;
    private static final int MAX_TAG_KEY = 255;
    private static final int MAX_TAG_VALUE = 5_000;
    private static final int MAX_TAGS = 1_000;

    private final Database database;
    private final Tracking tracking;
    private final InstantSource clock;

    EvaluationDatasets(Database database, Tracking tracking, InstantSource clock) {
        this.database = database;
        this.tracking = tracking;
        this.clock = clock;
    }

    CreateDataset.Response create(Caller caller, CreateDataset request) {
        Lengths.check("name", MAX_NAME, request.name());
        Map<String, String> tags = request.tags() == null ? Map.of() : tags(request.tags());
        long now = clock.millis();
        if (request.experimentIds().isEmpty() && !caller.rights().isAll()) {
            throw ApiException.denied(
                    "Name an experiment that you may edit: a data set that is used in none is for who manages the workspace.");
        }
        String user = tags.get(USER_TAG);
        StoredDataset dataset = new StoredDataset(
                0,
                NewIds.of("d-"),
                request.name(),
                null,
                0,
                Digest.ofDataset(request.name(), now),
                now,
                now,
                user,
                user);
        return database.write(tx -> {
            DatasetStore store = new DatasetStore(tx, caller);
            long id = store.insert(dataset);
            Act.isAbout("dataset_id", dataset.datasetId());
            tags.forEach((key, value) -> store.setTag(id, key, value));
            addTo(tx, caller, id, request.experimentIds());
            return new CreateDataset.Response(dataset.with(tags, request.experimentIds()));
        });
    }

    GetDataset.Response get(Caller caller, GetDataset request) {
        return database.read(tx -> {
            DatasetStore store = new DatasetStore(tx, caller);
            StoredDataset dataset = store.find(request.datasetId())
                    .orElseThrow(() -> ApiException.missing(
                            "Evaluation dataset with id '%s' not found".formatted(request.datasetId())));
            return new GetDataset.Response(store.whole(List.of(dataset)).getFirst());
        });
    }

    /// Deletes a data set with its records; nothing happens where there is none.
    Empty delete(Caller caller, DeleteDataset request) {
        return database.write(tx -> {
            DatasetStore store = new DatasetStore(tx, caller);
            store.locked(request.datasetId()).ifPresent(dataset -> store.delete(dataset.datasetId()));
            return Empty.EMPTY;
        });
    }

    Empty setTags(Caller caller, SetDatasetTags request) {
        Map<String, String> tags = tags(request.tags());
        return database.write(tx -> {
            DatasetStore store = new DatasetStore(tx, caller);
            StoredDataset dataset = store.locked(request.datasetId())
                    .orElseThrow(() ->
                            ApiException.missing("Could not find evaluation dataset with ID " + request.datasetId()));
            tags.forEach((key, value) -> store.setTag(dataset.id(), key, value));
            return Empty.EMPTY;
        });
    }

    /// Deletes a tag; nothing happens where there is none.
    Empty deleteTag(Caller caller, DeleteDatasetTag request) {
        return database.write(tx -> {
            DatasetStore store = new DatasetStore(tx, caller);
            store.find(request.datasetId()).ifPresent(dataset -> store.deleteTag(dataset.id(), request.key()));
            return Empty.EMPTY;
        });
    }

    GetDatasetExperimentIds.Response experimentIds(Caller caller, GetDatasetExperimentIds request) {
        return database.read(tx -> {
            DatasetStore store = new DatasetStore(tx, caller);
            return new GetDatasetExperimentIds.Response(store.find(request.datasetId())
                    .map(dataset -> store.experiments(dataset.id()))
                    .orElse(List.of()));
        });
    }

    AddDatasetToExperiments.Response addToExperiments(Caller caller, AddDatasetToExperiments request) {
        return database.write(tx -> {
            long id = held(tx, caller, request.datasetId());
            addTo(tx, caller, id, request.experimentIds());
            new DatasetStore(tx, caller).touch(id, clock.millis());
            return new AddDatasetToExperiments.Response(whole(tx, caller, request.datasetId()));
        });
    }

    RemoveDatasetFromExperiments.Response removeFromExperiments(Caller caller, RemoveDatasetFromExperiments request) {
        return database.write(tx -> {
            long id = held(tx, caller, request.datasetId());
            DatasetStore store = new DatasetStore(tx, caller);
            boolean changed = false;
            for (String experiment : request.experimentIds()) {
                changed |= tracking.findExperiment(tx, caller, experiment)
                        .filter(found -> store.removeExperiment(id, found))
                        .isPresent();
            }
            if (changed) {
                store.touch(id, clock.millis());
            }
            return new RemoveDatasetFromExperiments.Response(whole(tx, caller, request.datasetId()));
        });
    }

    private void addTo(Transaction tx, Caller caller, long dataset, List<String> experiments) {
        DatasetStore store = new DatasetStore(tx, caller);
        for (String experiment : experiments) {
            long id = tracking.findExperiment(tx, caller, experiment)
                    .orElseThrow(() -> ApiException.missing("No Experiment with id=" + experiment));
            store.addExperiment(dataset, id);
        }
    }

    private static long held(Transaction tx, Caller caller, String datasetId) {
        return new DatasetStore(tx, caller)
                .locked(datasetId)
                .orElseThrow(() -> ApiException.missing("Dataset '%s' not found".formatted(datasetId)))
                .id();
    }

    private static EvaluationDataset whole(Transaction tx, Caller caller, String datasetId) {
        DatasetStore store = new DatasetStore(tx, caller);
        return store.whole(List.of(store.find(datasetId).orElseThrow())).getFirst();
    }

    /// The tags of a JSON text, without those that are null.
    private static Map<String, String> tags(String json) {
        ObjectNode object = JsonText.object("tags", json);
        if (object.size() > MAX_TAGS) {
            throw ApiException.invalid(
                    "tags has %d entries, at most %d are accepted".formatted(object.size(), MAX_TAGS));
        }
        Map<String, String> tags = new TreeMap<>();
        object.properties().stream().filter(tag -> !tag.getValue().isNull()).forEach(tag -> {
            String value = text(tag.getValue());
            Lengths.check("tag key", MAX_TAG_KEY, tag.getKey());
            Lengths.check("tag value", MAX_TAG_VALUE, value);
            tags.put(tag.getKey(), value);
        });
        return tags;
    }

    /// A tag's value as Python's `str` writes it.
    private static String text(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        return value.isString() ? value.stringValue() : JsonText.write(value);
    }
}
