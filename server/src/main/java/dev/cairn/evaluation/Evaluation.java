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
    private final Scorers scorers;
    private final OnlineScoring onlineScoring;
    private final Issues issues;
    private final EvaluationImport importing;
    private final EvaluationExport exporting;
    private final Jobs jobs = new Jobs();

    public Evaluation(Database database, Tracking tracking, InstantSource clock) {
        datasets = new EvaluationDatasets(database, tracking, clock);
        datasetSearch = new DatasetSearch(database);
        records = new DatasetRecords(database, clock);
        scorers = new Scorers(database, tracking, clock);
        issues = new Issues(database, tracking, clock);
        importing = new EvaluationImport(database, tracking);
        exporting = new EvaluationExport(database);
        onlineScoring = new OnlineScoring(database, tracking);
    }

    /// Stores what comes whole from another server.
    public EvaluationImport importing() {
        return importing;
    }

    /// Gives what goes whole to another server.
    public EvaluationExport exporting() {
        return exporting;
    }

    public void register(Routes routes) {
        EvaluationApi.datasets(routes, datasets, datasetSearch);
        EvaluationApi.records(routes, records);
        EvaluationApi.scorers(routes, scorers, onlineScoring);
        EvaluationApi.issues(routes, issues);
        JobsApi.jobs(routes, jobs);
    }
}
