package dev.cairn.importing.rest;

import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Progress;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import dev.cairn.importing.transfer.SourceFile;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.ModelInput;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.RunInputs;
import dev.cairn.protocol.tracking.RunOutputs;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.series.Points;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.RunCopy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes on an MLflow server, by its REST API, what a source has.
///
/// The server gives new ids to experiments, runs and logged models; traces keep theirs. A run carries its old id in the
/// tag `cairn.run_id`, and `cairn.exported` once it is whole, so that an export that was cut off goes on: what is not
/// whole there is deleted and made again.
public final class RestExport {
    private static final int AT_ONCE = 100;
    static final int METRICS_AT_ONCE = 1_000;
    private static final String OLD_ID = "cairn.run_id";
    private static final String OLD_EXPERIMENT = "cairn.experiment_id";
    static final String WHOLE = "cairn.exported";
    private static final String PARENT = "mlflow.parentRunId";

    private final Source source;
    private final MlflowServer server;
    private final Progress progress;
    private final Report report;
    private final Map<String, String> experiments = new HashMap<>();
    private final List<String> deletedExperiments = new ArrayList<>();

    /// Runs and models there, by what they are here.
    private final Map<Owner, Made> made = new HashMap<>();

    private final Map<String, String> parents = new LinkedHashMap<>();

    /// What runs, by their ids here, read and made.
    private final Map<String, List<ModelInput>> inputs = new LinkedHashMap<>();

    private final Map<String, List<ModelOutput>> outputs = new LinkedHashMap<>();
    private final List<String> deletedRuns = new ArrayList<>();

    /// Runs there that an earlier export made and that are not in the trash.
    private final Set<String> active = new HashSet<>();

    /// What is there without some of its files.
    private final Set<Owner> unfinished = new HashSet<>();

    private RestExport(Source source, MlflowServer server, Progress progress, Report report) {
        this.source = source;
        this.server = server;
        this.progress = progress;
        this.report = report;
    }

    /// Sends all that a source has to the server at a URL.
    public static void send(Source source, String url, Progress progress, Report report) {
        try (MlflowServer server = new MlflowServer(url)) {
            new RestExport(source, server, progress, report).run();
        }
    }

    private void run() {
        source.experiments().forEach(this::experiment);
        progress.begin("Runs", source.counts().runs());
        source.runs(
                Source.Selection.all(),
                batch -> batch.forEach(copy -> {
                    tried("Run " + copy.run().info().runId(), () -> run(copy));
                    progress.add(1);
                }));
        progress.begin("Logged models", source.counts().models());
        RestModels models = new RestModels(server, report, experiments, made);
        source.models(
                Source.Selection.all(),
                batch -> batch.forEach(copy -> {
                    tried("Logged model " + copy.model().info().modelId(), () -> models.export(copy));
                    progress.add(1);
                }));
        links();
        RestEvaluation evaluation = new RestEvaluation(server, report, experiments, this::runThere);
        source.evaluation(evaluation::beforeTraces);
        RestTraces traces = new RestTraces(server, report, this::runThere, evaluation::idThere);
        progress.begin("Traces", source.counts().traces());
        source.traces(
                Source.Selection.all(),
                batch -> batch.forEach(copy -> {
                    tried("Trace " + copy.traceId(), () -> trace(traces, copy));
                    progress.add(1);
                }));
        source.evaluation(evaluation::afterTraces);
        progress.begin("Artifact bytes", -1);
        source.artifacts(new Files());
        new RestRegistry(server, owner -> Optional.ofNullable(made.get(owner)), report)
                .export(source, name -> report.done("registered models exported", 1));
        made.forEach((owner, it) -> finish(owner, it, traces));
        models.trash(owner -> !unfinished.contains(owner));
        deletedExperiments.forEach(id -> server.post("experiments/delete", Map.of("experiment_id", id)));
    }

    private void trace(RestTraces traces, TraceCopy copy) {
        String experiment = Objects.requireNonNull(experiments.get(copy.experimentId()));
        made.put(Owner.trace(copy.traceId()), traces.export(copy, experiment));
    }

    private String runThere(String run) {
        return Objects.requireNonNullElse(idThere(run), run);
    }

    /// The path behind the artifact proxy of a place there.
    static String proxied(String uri) {
        return dev.cairn.artifacts.Artifacts.pathOf(uri).value();
    }

    private boolean tried(String what, Runnable work) {
        try {
            work.run();
            return true;
        } catch (MlflowServer.Refused refused) {
            report.problem("%s was not exported: %s".formatted(what, refused.getMessage()));
            return false;
        }
    }

    private void experiment(Experiment experiment) {
        String id;
        try {
            JsonNode found = server.get("experiments/get-by-name", Map.of("experiment_name", experiment.name()))
                    .path("experiment");
            id = found.path("experiment_id").asString();
            known(id);
            if (experiment.lifecycleStage().equals("deleted")
                    && tags(found.path("tags")).containsKey(OLD_EXPERIMENT)
                    && found.path("lifecycle_stage").asString().equals("active")) {
                deletedExperiments.add(id);
            }
        } catch (MlflowServer.Refused missing) {
            if (!missing.code().equals("RESOURCE_DOES_NOT_EXIST")) {
                throw missing;
            }
            List<Tag> tags = new ArrayList<>(experiment.tags());
            tags.add(new Tag(OLD_EXPERIMENT, experiment.experimentId()));
            id = server.post("experiments/create", Map.of("name", experiment.name(), "tags", tags))
                    .path("experiment_id")
                    .asString();
            report.done("experiments exported", 1);
            if (experiment.lifecycleStage().equals("deleted")) {
                deletedExperiments.add(id);
            }
        }
        experiments.put(experiment.experimentId(), id);
    }

    /// Finds the runs that an earlier export made; deletes those that it did not finish.
    private void known(String experiment) {
        String token = "";
        do {
            JsonNode page = server.post(
                    "runs/search",
                    Map.of(
                            "experiment_ids",
                            List.of(experiment),
                            "filter",
                            "tags.`" + OLD_ID + "` != ''",
                            "run_view_type",
                            "ALL",
                            "max_results",
                            1_000,
                            "page_token",
                            token));
            for (JsonNode run : page.path("runs")) {
                Map<String, String> tags = tags(run.at("/data/tags"));
                String id = run.at("/info/run_id").asString();
                boolean isActive = run.at("/info/lifecycle_stage").asString().equals("active");
                if (tags.containsKey(WHOLE)) {
                    made.put(
                            Owner.run(tags.getOrDefault(OLD_ID, "")),
                            new Made(id, run.at("/info/artifact_uri").asString(), true));
                    if (isActive) {
                        active.add(id);
                    }
                } else if (isActive) {
                    server.post("runs/delete", Map.of("run_id", id));
                }
            }
            token = page.path("next_page_token").asString("");
        } while (!token.isEmpty());
    }

    static Map<String, String> tags(JsonNode list) {
        Map<String, String> tags = new HashMap<>();
        for (JsonNode tag : list) {
            tags.put(tag.path("key").asString(), tag.path("value").asString());
        }
        return tags;
    }

    private void run(RunCopy copy) {
        RunInfo info = copy.run().info();
        Owner owner = Owner.run(info.runId());
        if (made.containsKey(owner)) {
            report.done("runs that were there already", 1);
            String id = Objects.requireNonNull(made.get(owner)).id;
            if (info.lifecycleStage().equals("deleted") && active.contains(id)) {
                server.post("runs/delete", Map.of("run_id", id));
            }
            return;
        }
        List<Tag> tags = new ArrayList<>(copy.run().data().tags());
        tags.removeIf(tag -> tag.key().equals(WHOLE) || tag.key().equals(OLD_ID));
        tags.add(new Tag(OLD_ID, info.runId()));
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("experiment_id", experiments.get(info.experimentId()));
        request.put("user_id", info.userId());
        request.put("start_time", info.startTime());
        request.put("run_name", info.runName());
        request.put("tags", tags);
        JsonNode created = server.post("runs/create", request).at("/run/info");
        String id = created.path("run_id").asString();
        if (info.runName().isEmpty()) {
            report.note("Run %s has no name; the server called it '%s'."
                    .formatted(info.runId(), created.path("run_name").asString()));
        }
        log(id, copy);
        inputs(id, copy);
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("run_id", id);
        end.put("status", info.status().name());
        end.put("end_time", info.endTime());
        server.post("runs/update", end);
        made.put(owner, new Made(id, created.path("artifact_uri").asString(), false));
        copy.run().data().tags().stream()
                .filter(tag -> tag.key().equals(PARENT))
                .forEach(tag -> parents.put(id, tag.value()));
        if (info.lifecycleStage().equals("deleted")) {
            deletedRuns.add(id);
        }
        report.done("runs exported", 1);
    }

    private void log(String id, RunCopy copy) {
        List<Tag> params = copy.run().data().params();
        for (int from = 0; from < params.size(); from += AT_ONCE) {
            server.post(
                    "runs/log-batch",
                    Map.of("run_id", id, "params", params.subList(from, Math.min(params.size(), from + AT_ONCE))));
        }
        List<Metric> metrics = new ArrayList<>();
        copy.series().forEach((key, points) -> {
            for (int i = 0; i < points.size(); i++) {
                metrics.add(point(key, points, i));
                if (metrics.size() == METRICS_AT_ONCE) {
                    server.post("runs/log-batch", Map.of("run_id", id, "metrics", metrics));
                    metrics.clear();
                }
            }
        });
        if (!metrics.isEmpty()) {
            server.post("runs/log-batch", Map.of("run_id", id, "metrics", metrics));
        }
    }

    private static Metric point(String key, Points points, int i) {
        return new Metric(key, points.value(i), points.timestamp(i), points.step(i), null, null, null, null);
    }

    private void inputs(String id, RunCopy copy) {
        RunInputs read = copy.run().inputs();
        RunOutputs written = copy.run().outputs();
        if (read != null && !read.datasetInputs().isEmpty()) {
            server.post("runs/log-inputs", Map.of("run_id", id, "datasets", read.datasetInputs()));
        }
        if (read != null && !read.modelInputs().isEmpty()) {
            inputs.put(copy.run().info().runId(), read.modelInputs());
        }
        if (written != null && !written.modelOutputs().isEmpty()) {
            outputs.put(copy.run().info().runId(), written.modelOutputs());
        }
    }

    private @Nullable String idThere(@Nullable String run) {
        return idThere(made, run);
    }

    /// The id there of a run, if it was made.
    static @Nullable String idThere(Map<Owner, Made> made, @Nullable String run) {
        return Optional.ofNullable(run)
                .map(Owner::run)
                .map(made::get)
                .map(Made::id)
                .orElse(null);
    }

    /// What could only be said once everything has its new id.
    private void links() {
        parents.forEach((run, parent) -> Optional.ofNullable(idThere(parent))
                .ifPresent(id -> tried(
                        "What links run " + run + " there to its parent",
                        () -> server.post("runs/set-tag", Map.of("run_id", run, "key", PARENT, "value", id)))));
        inputs.forEach((run, models) -> {
            List<ModelInput> there = models.stream()
                    .flatMap(it -> modelThere(run, it.modelId()).stream().map(ModelInput::new))
                    .toList();
            link(run, "runs/log-inputs", there);
        });
        outputs.forEach((run, models) -> {
            List<ModelOutput> there = models.stream()
                    .flatMap(it -> modelThere(run, it.modelId()).stream().map(id -> new ModelOutput(id, it.step())))
                    .toList();
            link(run, "runs/outputs", there);
        });
    }

    /// A run without a link that is refused is whole: made again it would not be the one that its models came of.
    private void link(String run, String endpoint, List<?> models) {
        if (!models.isEmpty()) {
            Map<String, ?> request = Map.of("run_id", runThere(run), "models", models);
            tried("What links run " + run + " to logged models", () -> server.post(endpoint, request));
        }
    }

    private Optional<String> modelThere(String run, String model) {
        Optional<String> there =
                Optional.ofNullable(made.get(Owner.model(model))).map(Made::id);
        if (there.isEmpty()) {
            report.note("Run %s is not linked there to logged model %s, which is not among what was exported."
                    .formatted(run, model));
        }
        return there;
    }

    /// Marks a run, a logged model or a trace as whole, unless something of it is missing.
    private void finish(Owner owner, Made it, RestTraces traces) {
        if (it.before || unfinished.contains(owner)) {
            return;
        }
        tried(owner.toString(), () -> {
            switch (owner.kind()) {
                case RUN -> server.post("runs/set-tag", Map.of("run_id", it.id, "key", WHOLE, "value", "true"));
                case MODEL ->
                    server.patch(
                            "logged-models/" + it.id + "/tags",
                            Map.of("model_id", it.id, "tags", List.of(new Tag(WHOLE, "true"))));
                case TRACE -> traces.finish(it.id);
            }
        });
        if (deletedRuns.contains(it.id)) {
            server.post("runs/delete", Map.of("run_id", it.id));
        }
    }

    /// A run or a model there.
    ///
    /// @param before whether an earlier export made it
    record Made(String id, String artifactUri, boolean before) {}

    /// Puts files through the artifact proxy of the server.
    private final class Files implements Source.ArtifactSink {
        private static final String SCHEME = "mlflow-artifacts:/";

        @Override
        public void file(SourceFile file) {
            Made owner = made.get(file.owner());
            if (owner == null || owner.before) {
                return;
            }
            if (!owner.artifactUri.startsWith(SCHEME)) {
                unfinished.add(file.owner());
                report.problem(
                        "File '%s' of %s was not exported: the server keeps its artifacts at '%s' and not behind its proxy. Start it with --serve-artifacts."
                                .formatted(file.path(), file.owner(), owner.artifactUri));
                return;
            }
            boolean isThere = tried("File '%s' of %s".formatted(file.path(), file.owner()), () -> {
                server.put(proxied(owner.artifactUri) + "/" + file.path(), file);
                report.done("artifact files exported", 1);
                progress.add(file.size());
            });
            if (!isThere) {
                unfinished.add(file.owner());
            }
        }

        @Override
        public void unreadable(Owner owner, String reason) {
            unfinished.add(owner);
            report.problem("%s: %s".formatted(owner, reason));
        }
    }
}
