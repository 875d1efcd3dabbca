package dev.cairn.client;

import static dev.cairn.client.Transport.MLFLOW;

import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.DatasetInput;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.DeleteTag;
import dev.cairn.protocol.tracking.GetMetricHistory;
import dev.cairn.protocol.tracking.GetRun;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.LogInputs;
import dev.cairn.protocol.tracking.LogOutputs;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.ModelInput;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.RestoreRun;
import dev.cairn.protocol.tracking.Run;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.protocol.tracking.SearchRuns;
import dev.cairn.protocol.tracking.SetTag;
import dev.cairn.protocol.tracking.UpdateRun;
import java.util.List;
import java.util.stream.Stream;

/// The runs of a server, and what is logged to them.
public final class Runs {
    private final Transport transport;

    Runs(Transport transport) {
        this.transport = transport;
    }

    /// Begins a run, to which the caller logs and which the caller ends.
    public ActiveRun start(NewRun run) {
        Run created = transport
                .post(MLFLOW + "runs/create", run.request(), CreateRun.Response.class)
                .run();
        return new ActiveRun(this, created.info());
    }

    /// Begins a run of an experiment.
    public ActiveRun start(String experimentId) {
        return start(NewRun.in(experimentId));
    }

    /// A run with what was logged to it, its metrics by their latest points.
    ///
    /// @throws NotFoundException if there is none
    public Run get(String runId) {
        return transport
                .get(MLFLOW + "runs/get", new GetRun(runId), GetRun.Response.class)
                .run();
    }

    /// Fetched page by page while the stream is read.
    public Stream<Run> search(List<String> experimentIds, Query query) {
        return Pages.stream(
                token -> transport.search(
                        MLFLOW + "runs/search",
                        new SearchRuns(
                                experimentIds,
                                query.filterOrNull(),
                                query.lifecycle(),
                                query.sizeOrNull(),
                                query.orderBy(),
                                token),
                        SearchRuns.Response.class),
                SearchRuns.Response::runs,
                SearchRuns.Response::nextPageToken);
    }

    /// In requests of a thousand, each of which is stored whole or not at all.
    public void log(String runId, Batch batch) {
        for (LogBatch request : batch.requests(runId)) {
            transport.post(MLFLOW + "runs/log-batch", request);
        }
    }

    public void logMetric(String runId, String key, double value, long step) {
        log(runId, new Batch().metric(key, value, step));
    }

    /// A parameter, whose value cannot be changed afterwards.
    public void logParam(String runId, String key, Object value) {
        log(runId, new Batch().param(key, value));
    }

    public void setTag(String runId, String key, String value) {
        transport.post(MLFLOW + "runs/set-tag", new SetTag(runId, key, value));
    }

    public void deleteTag(String runId, String key) {
        transport.post(MLFLOW + "runs/delete-tag", new DeleteTag(runId, key));
    }

    /// All points of a metric, fetched page by page while the stream is read.
    public Stream<Metric> metricHistory(String runId, String key) {
        return Pages.stream(
                token -> transport.get(
                        MLFLOW + "metrics/get-history",
                        new GetMetricHistory(runId, key, null, token),
                        GetMetricHistory.Response.class),
                GetMetricHistory.Response::metrics,
                GetMetricHistory.Response::nextPageToken);
    }

    /// Data sets and logged models that the run read.
    public void logInputs(String runId, List<DatasetInput> datasets, List<ModelInput> models) {
        transport.post(MLFLOW + "runs/log-inputs", new LogInputs(runId, datasets, models));
    }

    /// Logged models that the run wrote.
    public void logOutputs(String runId, List<ModelOutput> models) {
        transport.post(MLFLOW + "runs/outputs", new LogOutputs(runId, models));
    }

    public RunInfo rename(String runId, String name) {
        return update(new UpdateRun(runId, null, null, name));
    }

    /// Ends a run, now.
    public RunInfo end(String runId, RunStatus status) {
        return update(new UpdateRun(runId, status, System.currentTimeMillis(), null));
    }

    public RunInfo update(UpdateRun request) {
        return transport
                .post(MLFLOW + "runs/update", request, UpdateRun.Response.class)
                .runInfo();
    }

    /// To the trash.
    public void delete(String runId) {
        transport.post(MLFLOW + "runs/delete", new DeleteRun(runId));
    }

    /// From the trash.
    public void restore(String runId) {
        transport.post(MLFLOW + "runs/restore", new RestoreRun(runId));
    }

    /// The files of a run.
    public ArtifactFolder artifacts(String runId) {
        return artifacts(get(runId).info());
    }

    ArtifactFolder artifacts(RunInfo run) {
        return ArtifactFolder.of(transport, run.artifactUri());
    }
}
