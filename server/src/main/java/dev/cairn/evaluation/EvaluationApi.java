package dev.cairn.evaluation;

import static dev.cairn.access.Resource.EVALUATION_DATASET;
import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.ISSUE;
import static dev.cairn.access.Resource.SCORER;

import dev.cairn.access.Permission;
import dev.cairn.http.Routes;
import dev.cairn.protocol.evaluation.AddDatasetToExperiments;
import dev.cairn.protocol.evaluation.CreateDataset;
import dev.cairn.protocol.evaluation.CreateIssue;
import dev.cairn.protocol.evaluation.DeleteDataset;
import dev.cairn.protocol.evaluation.DeleteDatasetRecords;
import dev.cairn.protocol.evaluation.DeleteDatasetTag;
import dev.cairn.protocol.evaluation.DeleteScorer;
import dev.cairn.protocol.evaluation.GetDataset;
import dev.cairn.protocol.evaluation.GetDatasetExperimentIds;
import dev.cairn.protocol.evaluation.GetDatasetRecords;
import dev.cairn.protocol.evaluation.GetIssue;
import dev.cairn.protocol.evaluation.GetOnlineScoringConfigs;
import dev.cairn.protocol.evaluation.GetScorer;
import dev.cairn.protocol.evaluation.ListScorerVersions;
import dev.cairn.protocol.evaluation.ListScorers;
import dev.cairn.protocol.evaluation.RegisterScorer;
import dev.cairn.protocol.evaluation.RemoveDatasetFromExperiments;
import dev.cairn.protocol.evaluation.SearchEvaluationDatasets;
import dev.cairn.protocol.evaluation.SearchIssues;
import dev.cairn.protocol.evaluation.SetDatasetTags;
import dev.cairn.protocol.evaluation.UpdateIssue;
import dev.cairn.protocol.evaluation.UpsertDatasetRecords;
import dev.cairn.protocol.evaluation.UpsertOnlineScoringConfig;

/// The routes of evaluation.
final class EvaluationApi {
    private static final String V3 = "3.0/mlflow";

    private EvaluationApi() {}

    static void datasets(Routes routes, EvaluationDatasets rules, DatasetSearch search) {
        Routes.Api api = routes.api(V3);
        Permission read = Permission.read(EVALUATION_DATASET);
        Permission edit = Permission.edit(EVALUATION_DATASET);
        Permission filtered = Permission.filtered(EVALUATION_DATASET);
        api.post("datasets/create", Permission.edit(EXPERIMENT), CreateDataset.class, rules::create);
        api.get("datasets/search", filtered, SearchEvaluationDatasets.class, search::search);
        api.post("datasets/search", filtered, SearchEvaluationDatasets.class, search::search);
        api.get("datasets/{dataset_id}", read, GetDataset.class, rules::get);
        api.delete("datasets/{dataset_id}", Permission.manage(EVALUATION_DATASET), DeleteDataset.class, rules::delete);
        api.patch("datasets/{dataset_id}/tags", edit, SetDatasetTags.class, rules::setTags);
        api.delete("datasets/{dataset_id}/tags/{key+}", edit, DeleteDatasetTag.class, rules::deleteTag);
        api.get("datasets/{dataset_id}/experiment-ids", read, GetDatasetExperimentIds.class, rules::experimentIds);
        api.post("datasets/{dataset_id}/add-experiments", edit, AddDatasetToExperiments.class, rules::addToExperiments);
        api.post(
                "datasets/{dataset_id}/remove-experiments",
                edit,
                RemoveDatasetFromExperiments.class,
                rules::removeFromExperiments);
    }

    static void scorers(Routes routes, Scorers rules, OnlineScoring online) {
        Routes.Api api = routes.api(V3);
        Permission read = Permission.read(SCORER);
        api.post("scorers/register", Permission.edit(EXPERIMENT), RegisterScorer.class, rules::register);
        api.get("scorers/list", Permission.filtered(SCORER), ListScorers.class, rules::list);
        api.get("scorers/versions", read, ListScorerVersions.class, rules::versions);
        api.get("scorers/get", read, GetScorer.class, rules::get);
        api.delete("scorers/delete", Permission.manage(SCORER), DeleteScorer.class, rules::delete);
        api.put("scorers/online-config", Permission.edit(SCORER), UpsertOnlineScoringConfig.class, online::configure);
        api.get("scorers/online-configs", read, GetOnlineScoringConfigs.class, online::configs);
    }

    static void issues(Routes routes, Issues rules) {
        Routes.Api api = routes.api(V3);
        api.post("issues", Permission.edit(EXPERIMENT), CreateIssue.class, rules::create);
        api.post("issues/search", Permission.filtered(ISSUE), SearchIssues.class, rules::search);
        api.get("issues/{issue_id}", Permission.read(ISSUE), GetIssue.class, rules::get);
        api.patch("issues/{issue_id}", Permission.edit(ISSUE), UpdateIssue.class, rules::update);
    }

    static void records(Routes routes, DatasetRecords rules) {
        Routes.Api api = routes.api(V3);
        Permission edit = Permission.edit(EVALUATION_DATASET);
        api.get(
                "datasets/{dataset_id}/records",
                Permission.read(EVALUATION_DATASET),
                GetDatasetRecords.class,
                rules::get);
        api.post("datasets/{dataset_id}/records", edit, UpsertDatasetRecords.class, rules::upsert);
        api.delete("datasets/{dataset_id}/records", edit, DeleteDatasetRecords.class, rules::delete);
    }
}
