package dev.cairn.tracking;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.live.Live;
import dev.cairn.live.RunNews;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.tracking.entries.LogEntries;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the stream of changes is told of runs, and the route by which it is watched.
record RunChanges(Database database, Live live, Activity activity) {
    /// The end of a folder that may be a run's: a model often has such folders within.
    private static final Pattern ARTIFACTS = Pattern.compile("([^/]+)/artifacts/");

    /// Of a path, so many such folders are looked at.
    private static final int MOST_FOLDERS = 4;

    /// A call logged to a run.
    void logged(Transaction tx, RunStore.Ref run, LogEntries entries) {
        live.ofRun(tx, run.experimentId(), run.runId(), news -> {
            entries.metrics().forEach((key, points) -> {
                int latest = points.latest();
                news.metric(key, points.value(latest), points.timestamp(latest), points.step(latest));
            });
            entries.params().forEach(news::param);
            entries.tags().forEach(news::tag);
        });
    }

    /// A run was created, renamed, ended, deleted or restored.
    void run(Transaction tx, StoredRun run) {
        run(tx, run, Map.of());
    }

    /// The same, with tags that were set along with it.
    void run(Transaction tx, StoredRun run, Map<String, String> tags) {
        live.ofRun(tx, run.experimentId(), run.runId(), news -> {
            news.run(run.info());
            tags.forEach(news::tag);
        });
    }

    /// A run went to another experiment, of which both are told. Its own stream is that of the new one from now on.
    void moved(Transaction tx, StoredRun run, long experiment) {
        RunInfo info = run.of(experiment).info();
        live.ofRun(tx, run.experimentId(), run.runId(), news -> news.run(info));
        live.ofRun(tx, experiment, run.runId(), news -> news.run(info));
    }

    void tag(Transaction tx, StoredRun run, String key, String value) {
        live.ofRun(tx, run.experimentId(), run.runId(), news -> news.tag(key, value));
    }

    void tagDeleted(Transaction tx, StoredRun run, String key) {
        live.ofRun(tx, run.experimentId(), run.runId(), news -> news.tagDeleted(key));
    }

    /// Data sets or models were linked to a run.
    void inputs(Transaction tx, StoredRun run) {
        live.ofRun(tx, run.experimentId(), run.runId(), RunNews::inputs);
    }

    /// A file was stored; if it is a run's, that is a sign of life too.
    void stored(ArtifactPath path) {
        Matcher folder = ARTIFACTS.matcher(path.value());
        for (int looked = 0; looked < MOST_FOLDERS && folder.find(); looked++) {
            String id = folder.group(1);
            String root = path.value().substring(0, folder.end() - 1);
            Optional<StoredRun> run =
                    database.read(tx -> RunStore.anywhere(tx, id)).filter(found -> isRoot(root, found));
            if (run.isPresent()) {
                stored(run.get(), path.value().substring(folder.end()));
                return;
            }
        }
    }

    private static boolean isRoot(String folder, StoredRun run) {
        try {
            return run.artifactUri().startsWith(Artifacts.SCHEME)
                    && Artifacts.pathOf(run.artifactUri()).value().equals(folder);
        } catch (ApiException noPath) {
            return false;
        }
    }

    private void stored(StoredRun run, String path) {
        live.ofRun(run.experimentId(), run.runId(), news -> news.artifact(path));
        if (activity.isDue(run.lastActivity())) {
            database.write(tx -> activity.noted(tx, run));
        }
    }

    /// `GET /api/3.0/cairn/runs/{run_id}/events`.
    void send(Exchange exchange) throws IOException {
        StoredRun run = database.read(tx -> new RunStore(tx, exchange.caller()).get(exchange.pathParameter("run_id")));
        live.send(exchange, run.experimentId(), run.runId());
    }
}
