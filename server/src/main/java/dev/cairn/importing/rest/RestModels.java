package dev.cairn.importing.rest;

import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Report;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.tracking.LoggedModelCopy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Makes logged models on an MLflow server, by its REST API. One that is in the trash is made, written to and deleted;
/// its experiment there remembers it in a tag.
final class RestModels {
    private static final String IN_TRASH = "cairn.trash.";

    private final MlflowServer server;
    private final Report report;
    private final Map<String, String> experiments;
    private final Map<Owner, RestExport.Made> made;

    /// Those that are to be in the trash there as well.
    private final List<LoggedModelInfo> deleted = new ArrayList<>();

    /// @param experiments ids of experiments there, by those here
    /// @param made        runs and models there, by what they are here; models are added
    RestModels(MlflowServer server, Report report, Map<String, String> experiments, Map<Owner, RestExport.Made> made) {
        this.server = server;
        this.report = report;
        this.experiments = experiments;
        this.made = made;
    }

    void export(LoggedModelCopy copy) {
        LoggedModelInfo info = copy.model().info();
        boolean isInTrash = copy.lifecycleStage().equals("deleted");
        if (isInTrash && alreadyInTrash(info)) {
            return;
        }
        if (isInTrash) {
            deleted.add(info);
        }
        if (alreadyThere(info)) {
            return;
        }
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("experiment_id", experiments.get(info.experimentId()));
        request.put("name", info.name());
        request.put("model_type", info.modelType());
        request.put("source_run_id", RestExport.idThere(made, info.sourceRunId()));
        request.put("params", copy.model().data().params());
        List<Tag> tags = new ArrayList<>(info.tags());
        tags.add(new Tag("cairn.model_id", info.modelId()));
        request.put("tags", tags);
        JsonNode created = server.post("logged-models", request).at("/model/info");
        String id = created.path("model_id").asString();
        made.put(
                Owner.model(info.modelId()),
                new RestExport.Made(id, created.path("artifact_uri").asString(), false));
        metrics(id, copy);
        server.patch(
                "logged-models/" + id,
                Map.of("model_id", id, "status", info.status().name()));
        report.done("logged models exported", 1);
    }

    /// Whether an earlier export made the model and deleted it, which no search shows.
    private boolean alreadyInTrash(LoggedModelInfo info) {
        String experiment = experiments.getOrDefault(info.experimentId(), "");
        JsonNode found = server.get("experiments/get", Map.of("experiment_id", experiment));
        String id = RestExport.tags(found.at("/experiment/tags")).get(IN_TRASH + info.modelId());
        if (id == null) {
            return false;
        }
        String path = MlflowServer.API + "logged-models/" + id;
        if (server.find(path, Map.of()).isPresent()) {
            deleted.add(info); // the last export ended before it could delete it
        }
        Optional<JsonNode> model = server.find(path, Map.of("allow_deleted", "true"));
        String place =
                model.map(it -> it.at("/model/info/artifact_uri").asString()).orElse("");
        made.put(Owner.model(info.modelId()), new RestExport.Made(id, place, true));
        report.done("logged models that were there already", 1);
        return true;
    }

    /// Deletes what is in the trash, once nothing more is to be written to it.
    ///
    /// @param isWhole whether all files of a model are there
    void trash(Predicate<Owner> isWhole) {
        for (LoggedModelInfo info : deleted) {
            Owner owner = Owner.model(info.modelId());
            RestExport.Made there = made.get(owner);
            if (there != null && isWhole.test(owner)) {
                try {
                    trash(info, there.id());
                } catch (MlflowServer.Refused refused) {
                    report.problem("Logged model %s is not in the trash there: %s"
                            .formatted(info.modelId(), refused.getMessage()));
                }
            }
        }
    }

    private void trash(LoggedModelInfo info, String id) {
        String experiment = experiments.getOrDefault(info.experimentId(), "");
        server.post(
                "experiments/set-experiment-tag",
                Map.of("experiment_id", experiment, "key", IN_TRASH + info.modelId(), "value", id));
        server.send("DELETE", "logged-models/" + id, Map.of("model_id", id));
    }

    private boolean alreadyThere(LoggedModelInfo info) {
        JsonNode found = server.post(
                "logged-models/search",
                Map.of(
                        "experiment_ids",
                        List.of(experiments.getOrDefault(info.experimentId(), "")),
                        "filter",
                        "tags.`cairn.model_id` = '" + info.modelId() + "'",
                        "max_results",
                        1));
        for (JsonNode model : found.path("models")) {
            if (!RestExport.tags(model.at("/info/tags")).containsKey(RestExport.WHOLE)) {
                String id = model.at("/info/model_id").asString();
                server.send("DELETE", "logged-models/" + id, Map.of("model_id", id));
                return false;
            }
            made.put(
                    Owner.model(info.modelId()),
                    new RestExport.Made(
                            model.at("/info/model_id").asString(),
                            model.at("/info/artifact_uri").asString(),
                            true));
            report.done("logged models that were there already", 1);
            return true;
        }
        return false;
    }

    private void metrics(String model, LoggedModelCopy copy) {
        Map<String, List<Metric>> byRun = new LinkedHashMap<>();
        for (Metric metric : copy.model().data().metrics()) {
            String run = RestExport.idThere(made, metric.runId());
            if (run == null) {
                report.note("Metric '%s' of logged model %s was not exported: its run %s is not among what was."
                        .formatted(metric.key(), copy.model().info().modelId(), metric.runId()));
            } else {
                byRun.computeIfAbsent(run, it -> new ArrayList<>())
                        .add(new Metric(
                                metric.key(),
                                metric.value(),
                                metric.timestamp(),
                                metric.step(),
                                metric.datasetName(),
                                metric.datasetDigest(),
                                model,
                                null));
            }
        }
        byRun.forEach((run, points) -> {
            for (int from = 0; from < points.size(); from += RestExport.METRICS_AT_ONCE) {
                server.post(
                        "runs/log-batch",
                        Map.of(
                                "run_id",
                                run,
                                "metrics",
                                points.subList(from, Math.min(points.size(), from + RestExport.METRICS_AT_ONCE))));
            }
        });
    }
}
