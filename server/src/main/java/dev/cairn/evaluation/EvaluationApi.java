package dev.cairn.evaluation;

import static dev.cairn.access.Resource.EVALUATION_DATASET;

import dev.cairn.access.Permission;
import dev.cairn.http.Routes;
import dev.cairn.protocol.evaluation.AddDatasetToExperiments;
import dev.cairn.protocol.evaluation.CreateDataset;
import dev.cairn.protocol.evaluation.DeleteDataset;
import dev.cairn.protocol.evaluation.DeleteDatasetRecords;
import dev.cairn.protocol.evaluation.DeleteDatasetTag;
import dev.cairn.protocol.evaluation.GetDataset;
import dev.cairn.protocol.evaluation.GetDatasetExperimentIds;
import dev.cairn.protocol.evaluation.GetDatasetRecords;
import dev.cairn.protocol.evaluation.RemoveDatasetFromExperiments;
import dev.cairn.protocol.evaluation.SearchEvaluationDatasets;
import dev.cairn.protocol.evaluation.SetDatasetTags;
import dev.cairn.protocol.evaluation.UpsertDatasetRecords;

/// The routes of evaluation.
final class EvaluationApi {
    private static final String V3 = "3.0/mlflow";

    private EvaluationApi() {}

    static void datasets(Routes routes, EvaluationDatasets rules, DatasetSearch search) {
        Routes.Api api = routes.api(V3);
        Permission read = Permission.read(EVALUATION_DATASET);
        Permission edit = Permission.edit(EVALUATION_DATASET);
        Permission filtered = Permission.filtered(EVALUATION_DATASET);
        api.post("datasets/create", Permission.create(EVALUATION_DATASET), CreateDataset.class, rules::create);
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
