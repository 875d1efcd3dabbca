package dev.cairn.tracking.experiments;

import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.RUN;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.Exchange;
import dev.cairn.http.Guard;
import dev.cairn.live.ExperimentNews;
import dev.cairn.live.Live;
import dev.cairn.live.Sight;
import java.io.IOException;
import java.util.List;

/// What the stream of changes is told of experiments, and the route by which it is watched.
public record ExperimentChanges(Database database, Live live) {
    /// An experiment was created, renamed, deleted or restored.
    void experiment(Transaction tx, Workspace workspace, StoredExperiment experiment) {
        live.ofExperiment(tx, experiment.id(), news -> news.experiment(experiment.with(List.of(), workspace)));
    }

    void tag(Transaction tx, long experiment, String key, String value) {
        live.ofExperiment(tx, experiment, news -> news.tag(key, value));
    }

    void tagDeleted(Transaction tx, long experiment, String key) {
        live.ofExperiment(tx, experiment, news -> news.tagDeleted(key));
    }

    /// Something happened to traces of an experiment.
    public void traces(Transaction tx, long experiment) {
        live.ofExperiment(tx, experiment, ExperimentNews::traces);
    }

    /// `GET /api/3.0/cairn/events`.
    public void sendAll(Exchange exchange) throws IOException {
        Caller caller = exchange.caller();
        live.sendAll(
                exchange,
                id -> database.read(tx -> ExperimentStore.workspaceOf(tx, id)
                        .map(owner -> owner == caller.workspace().id() ? sight(caller, id) : Sight.HIDDEN)
                        .orElse(Sight.GONE)));
    }

    private static Sight sight(Caller caller, long experiment) {
        if (!Guard.admits(caller, EXPERIMENT, experiment)) {
            return Sight.HIDDEN;
        }
        return Guard.admits(caller, RUN, experiment) ? Sight.SEEN : Sight.SEEN_ALONE;
    }

    /// `GET /api/3.0/cairn/experiments/{experiment_id}/events`.
    public void send(Exchange exchange) throws IOException {
        StoredExperiment experiment =
                database.read(tx -> Experiments.get(tx, exchange.caller(), exchange.pathParameter("experiment_id")));
        live.send(exchange, experiment.id(), Guard.admits(exchange.caller(), RUN, experiment.id()) ? "" : Live.NO_RUN);
    }
}
