package dev.cairn.graphql;

import dev.cairn.http.Method;
import dev.cairn.http.Route;
import java.util.List;
import java.util.Map;

/// The endpoints behind the schema.
final class Twins {
    private static final String API = "/api/2.0/mlflow/";

    private final Map<String, Twin> queries;
    private final Map<String, Twin> mutations;
    private final Twin experiment;
    private final Twin modelVersions;

    Twins(List<Route> routes) {
        Twin searchRuns = Twin.of(routes, Method.POST, API + "runs/search");
        experiment = Twin.of(routes, Method.GET, API + "experiments/get");
        modelVersions = Twin.of(routes, Method.GET, API + "model-versions/search");
        queries = Map.of(
                "mlflowGetExperiment",
                experiment,
                "mlflowGetRun",
                Twin.of(routes, Method.GET, API + "runs/get"),
                "mlflowSearchRuns",
                searchRuns,
                "mlflowListArtifacts",
                Twin.of(routes, Method.GET, API + "artifacts/list"),
                "mlflowGetMetricHistoryBulkInterval",
                Twin.of(routes, Method.GET, API + "metrics/get-history-bulk-interval"),
                "mlflowSearchModelVersions",
                modelVersions);
        mutations = Map.of(
                "mlflowSearchRuns",
                searchRuns,
                "mlflowSearchDatasets",
                Twin.of(routes, Method.POST, "/ajax-api/2.0/mlflow/experiments/search-datasets"));
    }

    Map<String, Twin> queries() {
        return queries;
    }

    Map<String, Twin> mutations() {
        return mutations;
    }

    Twin experiment() {
        return experiment;
    }

    Twin modelVersions() {
        return modelVersions;
    }
}
