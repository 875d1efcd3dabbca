package dev.cairn.tracking;

import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.LOGGED_MODEL;
import static dev.cairn.access.Resource.RUN;

import dev.cairn.access.Permission;
import dev.cairn.http.Audited;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.artifacts.ListArtifacts;
import dev.cairn.protocol.artifacts.ListLoggedModelArtifacts;
import dev.cairn.protocol.runs.DeleteRuns;
import dev.cairn.protocol.runs.MoveRuns;
import dev.cairn.protocol.runs.TagRuns;
import dev.cairn.protocol.tracking.CreateExperiment;
import dev.cairn.protocol.tracking.CreateLoggedModel;
import dev.cairn.protocol.tracking.CreateRun;
import dev.cairn.protocol.tracking.DeleteExperiment;
import dev.cairn.protocol.tracking.DeleteExperimentTag;
import dev.cairn.protocol.tracking.DeleteLoggedModel;
import dev.cairn.protocol.tracking.DeleteLoggedModelTag;
import dev.cairn.protocol.tracking.DeleteRun;
import dev.cairn.protocol.tracking.DeleteTag;
import dev.cairn.protocol.tracking.FinalizeLoggedModel;
import dev.cairn.protocol.tracking.GetExperiment;
import dev.cairn.protocol.tracking.GetExperimentByName;
import dev.cairn.protocol.tracking.GetLoggedModel;
import dev.cairn.protocol.tracking.GetMetricHistory;
import dev.cairn.protocol.tracking.GetMetricHistoryBulk;
import dev.cairn.protocol.tracking.GetMetricHistoryBulkInterval;
import dev.cairn.protocol.tracking.GetRun;
import dev.cairn.protocol.tracking.Heartbeat;
import dev.cairn.protocol.tracking.ListRunningRuns;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.LogInputs;
import dev.cairn.protocol.tracking.LogLoggedModelParams;
import dev.cairn.protocol.tracking.LogMetric;
import dev.cairn.protocol.tracking.LogModel;
import dev.cairn.protocol.tracking.LogOutputs;
import dev.cairn.protocol.tracking.LogParam;
import dev.cairn.protocol.tracking.PlotMetrics;
import dev.cairn.protocol.tracking.RestoreExperiment;
import dev.cairn.protocol.tracking.RestoreRun;
import dev.cairn.protocol.tracking.SearchDatasets;
import dev.cairn.protocol.tracking.SearchExperiments;
import dev.cairn.protocol.tracking.SearchLoggedModels;
import dev.cairn.protocol.tracking.SearchRuns;
import dev.cairn.protocol.tracking.SetExperimentTag;
import dev.cairn.protocol.tracking.SetLoggedModelTags;
import dev.cairn.protocol.tracking.SetTag;
import dev.cairn.protocol.tracking.UpdateExperiment;
import dev.cairn.protocol.tracking.UpdateRun;
import dev.cairn.tracking.entries.LogBatchReader;
import dev.cairn.tracking.experiments.ExperimentChanges;
import dev.cairn.tracking.experiments.ExperimentSearch;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.models.LoggedModelSearch;
import dev.cairn.tracking.models.LoggedModels;

/// The routes of tracking.
final class TrackingApi {
    private static final String V2 = "2.0/mlflow";

    /// What MLflow does not have.
    private static final String CAIRN = "3.0/cairn";

    private TrackingApi() {}

    static void experiments(Routes routes, Experiments rules, ExperimentSearch search, Inputs inputs) {
        Routes.Api api = routes.api(V2);
        api.post("experiments/create", Permission.create(EXPERIMENT), CreateExperiment.class, rules::create);
        api.get("experiments/get", Permission.read(EXPERIMENT), GetExperiment.class, rules::get);
        api.get("experiments/get-by-name", Permission.read(EXPERIMENT), GetExperimentByName.class, rules::getByName);
        api.post("experiments/delete", Permission.manage(EXPERIMENT), DeleteExperiment.class, rules::delete);
        api.post("experiments/restore", Permission.manage(EXPERIMENT), RestoreExperiment.class, rules::restore);
        api.post("experiments/update", Permission.edit(EXPERIMENT), UpdateExperiment.class, rules::update);
        api.post("experiments/set-experiment-tag", Permission.edit(EXPERIMENT), SetExperimentTag.class, rules::setTag);
        api.post(
                "experiments/delete-experiment-tag",
                Permission.edit(EXPERIMENT),
                DeleteExperimentTag.class,
                rules::deleteTag);
        api.get("experiments/search", Permission.filtered(EXPERIMENT), SearchExperiments.class, search::search);
        api.post("experiments/search", Permission.filtered(EXPERIMENT), SearchExperiments.class, search::search);
        routes.uiApi(V2)
                .post("experiments/search-datasets", Permission.read(EXPERIMENT), SearchDatasets.class, inputs::search);
    }

    static void runs(Routes routes, Runs rules, RunMoves moves, RunSearch search) {
        Routes.Api api = routes.api(V2);
        api.post("runs/create", Permission.edit(EXPERIMENT), CreateRun.class, rules::create);
        api.get("runs/get", Permission.read(RUN), GetRun.class, rules::get);
        api.post("runs/update", Permission.edit(RUN), UpdateRun.class, rules::update);
        api.post("runs/delete", Permission.manage(RUN), DeleteRun.class, rules::delete);
        api.post("runs/restore", Permission.manage(RUN), RestoreRun.class, rules::restore);
        api.post("runs/search", Permission.filtered(RUN), SearchRuns.class, search::search);
        routes.api(CAIRN).post("runs/delete", Permission.manage(RUN), DeleteRuns.class, rules::deleteAll);
        // the runs below those named are of the same experiments, and a right to runs is one to all of an experiment
        routes.api(CAIRN)
                .post(
                        "runs/move",
                        Permission.both(Permission.manage(RUN), Permission.edit(EXPERIMENT)),
                        MoveRuns.class,
                        moves::move);
        routes.api(CAIRN)
                .audited(Audited.OFTEN)
                .post("runs/{run_id}/heartbeat", Permission.edit(RUN), Heartbeat.class, rules::heartbeat);
    }

    static void running(Routes routes, RunningRuns rules) {
        routes.api(CAIRN).get("runs/running", Permission.filtered(RUN), ListRunningRuns.class, rules::list);
    }

    static void logging(Routes routes, RunLogging logging, Inputs inputs) {
        Routes.Api api = routes.api(V2).audited(Audited.OFTEN);
        api.post("runs/log-parameter", Permission.edit(RUN), LogParam.class, logging::logParam);
        api.post("runs/log-metric", Permission.edit(RUN), LogMetric.class, logging::logMetric);
        api.postHot("runs/log-batch", Permission.edit(RUN), LogBatch.class, LogBatchReader::read, logging::logBatch);
        routes.api(V2).post("runs/log-model", Permission.edit(RUN), LogModel.class, logging::logModel);
        api.post("runs/set-tag", Permission.edit(RUN), SetTag.class, logging::setTag);
        routes.api(CAIRN).post("runs/set-tags", Permission.edit(RUN), TagRuns.class, logging::tagAll);
        routes.api(V2).post("runs/delete-tag", Permission.edit(RUN), DeleteTag.class, logging::deleteTag);
        api.post("runs/log-inputs", Permission.edit(RUN), LogInputs.class, inputs::logInputs);
        api.post("runs/outputs", Permission.edit(RUN), LogOutputs.class, inputs::logOutputs);
    }

    static void changes(Routes routes, ExperimentChanges ofExperiments, RunChanges ofRuns) {
        Routes.Api api = routes.api(CAIRN);
        api.raw(Method.GET, "experiments/{experiment_id}/events", Permission.read(EXPERIMENT), ofExperiments::send);
        api.raw(Method.GET, "events", Permission.filtered(EXPERIMENT), ofExperiments::sendAll);
        api.raw(Method.GET, "runs/{run_id}/events", Permission.read(RUN), ofRuns::send);
    }

    static void metrics(Routes routes, Metrics metrics, Plots plots) {
        Routes.Api api = routes.api(V2);
        api.get("metrics/get-history", Permission.read(RUN), GetMetricHistory.class, metrics::history);
        api.get(
                "metrics/get-history-bulk-interval",
                Permission.read(RUN),
                GetMetricHistoryBulkInterval.class,
                metrics::bulkInterval);
        routes.uiApi(V2)
                .get("metrics/get-history-bulk", Permission.read(RUN), GetMetricHistoryBulk.class, metrics::bulk);
        routes.api(CAIRN).post("metrics/plot", Permission.read(RUN), PlotMetrics.class, plots::plot);
    }

    static void loggedModels(Routes routes, LoggedModels rules, LoggedModelSearch search) {
        Routes.Api api = routes.api(V2);
        api.post("logged-models", Permission.edit(EXPERIMENT), CreateLoggedModel.class, rules::create);
        api.post("logged-models/search", Permission.filtered(LOGGED_MODEL), SearchLoggedModels.class, search::search);
        api.get("logged-models/{model_id}", Permission.read(LOGGED_MODEL), GetLoggedModel.class, rules::get);
        api.patch("logged-models/{model_id}", Permission.edit(LOGGED_MODEL), FinalizeLoggedModel.class, rules::finish);
        api.delete("logged-models/{model_id}", Permission.manage(LOGGED_MODEL), DeleteLoggedModel.class, rules::delete);
        api.post(
                "logged-models/{model_id}/params",
                Permission.edit(LOGGED_MODEL),
                LogLoggedModelParams.class,
                rules::logParams);
        api.patch(
                "logged-models/{model_id}/tags",
                Permission.edit(LOGGED_MODEL),
                SetLoggedModelTags.class,
                rules::setTags);
        api.delete(
                "logged-models/{model_id}/tags/{tag_key+}",
                Permission.edit(LOGGED_MODEL),
                DeleteLoggedModelTag.class,
                rules::deleteTag);
    }

    static void artifacts(Routes routes, TrackedArtifacts artifacts) {
        Routes.Api api = routes.api(V2);
        Routes.Api ui = routes.uiApi(V2);
        Routes.Api exports = api.audited(Audited.READS);
        api.get("artifacts/list", Permission.read(RUN), ListArtifacts.class, artifacts::listOfRun);
        exports.raw(Method.GET, "artifacts/zip", Permission.read(RUN), artifacts::zipOfRun);
        exports.raw(Method.POST, "artifacts/presigned-download-url", Permission.read(RUN), artifacts::presignDownload);
        api.raw(Method.POST, "artifacts/presigned-upload-url", Permission.edit(RUN), artifacts::presignUpload);
        exports.raw(
                Method.GET,
                "logged-models/{model_id}/artifacts/zip",
                Permission.read(LOGGED_MODEL),
                artifacts::zipOfModel);
        api.get(
                "logged-models/{model_id}/artifacts/directories",
                Permission.read(LOGGED_MODEL),
                ListLoggedModelArtifacts.class,
                artifacts::listOfModel);
        ui.raw(
                Method.GET,
                "logged-models/{model_id}/artifacts/files",
                Permission.read(LOGGED_MODEL),
                artifacts::sendOfModel);
        ui.raw(Method.POST, "upload-artifact", Permission.edit(RUN), artifacts::uploadToRun);
        routes.root().raw(Method.GET, "get-artifact", Permission.read(RUN), artifacts::sendOfRun);
    }
}
