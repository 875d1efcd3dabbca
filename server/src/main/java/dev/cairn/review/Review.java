package dev.cairn.review;

import dev.cairn.db.Database;
import dev.cairn.http.Routes;
import dev.cairn.traces.Traces;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;

/// The one public door of reviews.
public final class Review {
    private final LabelSchemas labelSchemas;
    private final ReviewQueues queues;
    private final ReviewItems items;
    private final ReviewWork work;
    private final ReviewAnswers answers;
    private final ReviewImport importing;
    private final ReviewExport exporting;

    public Review(Database database, Tracking tracking, Traces traces, InstantSource clock) {
        labelSchemas = new LabelSchemas(database, tracking, clock);
        queues = new ReviewQueues(database, tracking, clock);
        items = new ReviewItems(database, traces, clock);
        work = new ReviewWork(database, tracking);
        answers = new ReviewAnswers(database, traces, clock);
        importing = new ReviewImport(database, tracking, traces);
        exporting = new ReviewExport(database, tracking);
    }

    /// Stores what comes whole from another server.
    public ReviewImport importing() {
        return importing;
    }

    /// Gives what goes whole to another server.
    public ReviewExport exporting() {
        return exporting;
    }

    public void register(Routes routes) {
        ReviewApi.labelSchemas(routes, labelSchemas);
        ReviewApi.queues(routes, queues);
        ReviewApi.items(routes, items);
        ReviewApi.work(routes, work, answers);
    }
}
