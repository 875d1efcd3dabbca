package dev.cairn.evaluation;

import static dev.cairn.access.Resource.SCORER;
import static dev.cairn.access.Resource.SCORER_VERSION;

import dev.cairn.access.Caller;
import dev.cairn.db.Reached;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Guard;
import dev.cairn.protocol.evaluation.OnlineScoringConfig;
import dev.cairn.protocol.evaluation.Scorer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of scorers, inside one workspace.
final class ScorerStore {
    /// Characters of the scorers of one answer.
    private static final long MAX_ANSWER = 64 * 1024 * 1024;

    private static final String FROM = """
            FROM scorers s
            JOIN experiments e ON e.id = s.experiment_id
            JOIN scorer_versions v ON v.scorer = s.id
            WHERE e.workspace_id = ?
            """;

    private static final String SELECT =
            "SELECT s.experiment_id, s.name, v.version, v.serialized_scorer, v.creation_time, s.scorer_id " + FROM;

    private static final String SIZE = "SELECT COALESCE(SUM(LENGTH(v.serialized_scorer)), 0) " + FROM;

    private static final String LATEST =
            " AND v.version = (SELECT MAX(w.version) FROM scorer_versions w WHERE w.scorer = s.id) ";

    private static final Row<Scorer> ROW = row -> new Scorer(
            row.getLong(1), row.getString(2), row.getInt(3), row.getString(4), row.getLong(5), row.getString(6));

    private final Transaction tx;
    private final Caller caller;

    ScorerStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    /// The row of a scorer, which no other transaction changes until this one ends.
    Optional<Long> locked(long experiment, String name) {
        return tx.find(
                        """
                SELECT scorers.id FROM scorers
                JOIN experiments ON experiments.id = scorers.experiment_id
                WHERE experiments.workspace_id = ? AND scorers.experiment_id = ? AND scorers.name = ?
                """ + tx.locking("scorers"),
                        row -> row.getLong(1),
                        caller.workspace().id(),
                        experiment,
                        name)
                .filter(scorer -> Guard.admits(caller, SCORER, Scorers.key(experiment, name)));
    }

    private boolean admits(Scorer version) {
        return Guard.admits(caller, SCORER_VERSION, Scorers.key(version.experimentId(), version.scorerName()));
    }

    /// Adds a scorer unless there is one of this name.
    void insert(long experiment, String name, String scorerId) {
        tx.update("""
                INSERT INTO scorers (scorer_id, experiment_id, name) VALUES (?, ?, ?)
                ON CONFLICT (experiment_id, name) DO NOTHING
                """, scorerId, experiment, name);
    }

    long count(long experiment) {
        return tx.number("SELECT COUNT(*) FROM scorers WHERE experiment_id = ?", experiment);
    }

    long countVersions(long scorer) {
        return tx.number("SELECT COUNT(*) FROM scorer_versions WHERE scorer = ?", scorer);
    }

    /// Adds the version behind the latest.
    void addVersion(long scorer, String serialized, long now) {
        tx.update("""
                INSERT INTO scorer_versions (scorer, version, serialized_scorer, creation_time)
                SELECT ?, COALESCE(MAX(version), 0) + 1, ?, ? FROM scorer_versions WHERE scorer = ?
                """, scorer, serialized, now, scorer);
    }

    Optional<Scorer> find(long experiment, String name, @Nullable Integer version) {
        String scorer = SELECT + " AND s.experiment_id = ? AND s.name = ?";
        Optional<Scorer> found = version == null
                ? tx.find(scorer + LATEST, ROW, caller.workspace().id(), experiment, name)
                : tx.find(scorer + " AND v.version = ?", ROW, caller.workspace().id(), experiment, name, version);
        return found.filter(this::admits);
    }

    List<Scorer> versions(long experiment, String name) {
        String which = " AND s.experiment_id = ? AND s.name = ?";
        checkSize(tx.number(SIZE + which, caller.workspace().id(), experiment, name));
        return admitted(tx.query(
                SELECT + which + " ORDER BY v.version", ROW, caller.workspace().id(), experiment, name));
    }

    /// The latest versions of the scorers of an experiment.
    List<Scorer> latest(long experiment) {
        String which = " AND s.experiment_id = ?" + LATEST;
        checkSize(tx.number(SIZE + which, caller.workspace().id(), experiment));
        return admitted(tx.query(
                SELECT + which + "ORDER BY s.name", ROW, caller.workspace().id(), experiment));
    }

    /// The same of all active experiments.
    List<Scorer> latest(int most) {
        Reached reached = new Reached(tx, Guard.reach(caller, SCORER));
        String which = " AND e.lifecycle_stage = 'active' AND " + reached.byId("e.id") + LATEST;
        checkSize(tx.number(SIZE + which, caller.workspace().id(), reached.ids()));
        return admitted(tx.query(
                SELECT + which + "ORDER BY s.experiment_id, s.name LIMIT ?",
                ROW,
                caller.workspace().id(),
                reached.ids(),
                most));
    }

    /// The same of some active experiments.
    List<Scorer> latest(long[] experiments) {
        String which = " AND e.lifecycle_stage = 'active'" + LATEST + "AND s.experiment_id IN (:ids)";
        checkSize(tx.queryIn(
                        SIZE + which,
                        row -> row.getLong(1),
                        experiments,
                        caller.workspace().id())
                .getFirst());
        return admitted(tx.queryIn(
                SELECT + which + " ORDER BY s.experiment_id, s.name",
                ROW,
                experiments,
                caller.workspace().id()));
    }

    private List<Scorer> admitted(List<Scorer> scorers) {
        return scorers.stream().filter(this::admits).toList();
    }

    private static void checkSize(long characters) {
        if (characters > MAX_ANSWER) {
            throw ApiException.invalid(("The scorers asked for have %,d characters, more than the %,d of one answer."
                            + " Ask for the scorers of one experiment, or for single versions.")
                    .formatted(characters, MAX_ANSWER));
        }
    }

    /// Whether there was such a version.
    boolean deleteVersion(long scorer, int version) {
        return tx.update("DELETE FROM scorer_versions WHERE scorer = ? AND version = ?", scorer, version) > 0;
    }

    void delete(long scorer) {
        tx.update("DELETE FROM scorers WHERE id = ?", scorer);
    }

    void setConfig(long scorer, OnlineScoringConfig config) {
        tx.update("""
                INSERT INTO online_scoring_configs (scorer, config_id, sample_rate, filter_string) VALUES (?, ?, ?, ?)
                ON CONFLICT (scorer) DO UPDATE SET
                  config_id = excluded.config_id, sample_rate = excluded.sample_rate,
                  filter_string = excluded.filter_string
                """, scorer, config.onlineScoringConfigId(), config.sampleRate(), config.filterString());
    }

    List<OnlineScoringConfig> configs(Collection<String> scorerIds) {
        List<OnlineScoringConfig> found = tx.queryIn(
                """
                SELECT c.config_id, s.scorer_id, c.sample_rate, s.experiment_id, c.filter_string
                FROM online_scoring_configs c
                JOIN scorers s ON s.id = c.scorer
                JOIN experiments e ON e.id = s.experiment_id
                WHERE e.workspace_id = ? AND s.scorer_id IN (:ids)
                """,
                row -> new OnlineScoringConfig(
                        row.getString(1),
                        row.getString(2),
                        row.getDouble(3),
                        Long.toString(row.getLong(4)),
                        row.getString(5)),
                scorerIds,
                caller.workspace().id());
        return found.stream()
                .filter(config -> Guard.admits(caller, SCORER, config.experimentId()))
                .toList();
    }
}
