package dev.cairn.evaluation;

import dev.cairn.db.Database;
import dev.cairn.http.Routes;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;

/// The one public door of evaluation.
public final class Evaluation {
    private final EvaluationDatasets datasets;
    private final DatasetSearch datasetSearch;
    private final DatasetRecords records;

    public Evaluation(Database database, Tracking tracking, InstantSource clock) {
        datasets = new EvaluationDatasets(database, tracking, clock);
        datasetSearch = new DatasetSearch(database);
        records = new DatasetRecords(database, clock);
    }

    public void register(Routes routes) {
        EvaluationApi.datasets(routes, datasets, datasetSearch);
        EvaluationApi.records(routes, records);
    }
}
