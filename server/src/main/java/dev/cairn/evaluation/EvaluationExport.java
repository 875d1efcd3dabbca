package dev.cairn.evaluation;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.evaluation.Issue;
import dev.cairn.protocol.evaluation.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives evaluation data sets, scorers and issues whole.
public final class EvaluationExport {
    private static final int RECORDS = 1_000;

    private final Database database;

    EvaluationExport(Database database) {
        this.database = database;
    }

    /// Ids of data sets, in the order of the alphabet.
    ///
    /// @param after the last id of the page before, or an empty text
    public List<String> datasetIds(Caller caller, String after, int limit) {
        return database.read(tx -> new EvaluationCopyStore(tx, caller).datasetIds(after, limit));
    }

    public Optional<DatasetCopy> dataset(Caller caller, String datasetId) {
        return database.read(tx -> {
            DatasetStore store = new DatasetStore(tx, caller);
            return store.find(datasetId)
                    .map(dataset -> new DatasetCopy(
                                    store.whole(List.of(dataset)).getFirst(), records(tx, dataset.id()))
                            .in(store.experiments(dataset.id())));
        });
    }

    private static List<StoredRecord> records(Transaction tx, long dataset) {
        DatasetRecordStore store = new DatasetRecordStore(tx, dataset);
        List<StoredRecord> all = new ArrayList<>();
        List<StoredRecord> page = store.after(RecordCursor.of(null), RECORDS);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.after(RecordCursor.at(page.getLast()), RECORDS);
        }
        return all;
    }

    /// Ids of the scorers of an experiment.
    public List<String> scorerIds(Caller caller, String experimentId) {
        return database.read(tx -> new EvaluationCopyStore(tx, caller).scorerIds(experimentId));
    }

    public Optional<ScorerCopy> scorer(Caller caller, String scorerId) {
        return database.read(tx -> {
            List<Scorer> versions = new EvaluationCopyStore(tx, caller).versions(scorerId);
            return versions.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ScorerCopy(
                            versions,
                            new ScorerStore(tx, caller)
                                    .configs(List.of(scorerId)).stream()
                                            .findFirst()
                                            .orElse(null)));
        });
    }

    /// Ids of the issues of an experiment.
    public List<String> issueIds(Caller caller, String experimentId) {
        return database.read(tx -> new EvaluationCopyStore(tx, caller).issueIds(experimentId));
    }

    public Optional<Issue> issue(Caller caller, String issueId) {
        return database.read(tx -> new IssueStore(tx, caller).find(issueId).map(issue -> issue.with(null)));
    }
}
