package dev.cairn.tracking;

import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The SQL of whose the folders of the artifact store are, in all workspaces.
record ArtifactOwnerStore(Transaction tx) {
    private static final Row<Place> ROW = row -> new Place(row.getLong(1), row.getLong(2), row.getString(3));

    /// Of the runs among some names.
    List<Place> runs(List<String> names) {
        return tx.queryIn("""
                SELECT r.experiment_id, e.workspace_id, r.artifact_uri
                FROM runs r JOIN experiments e ON e.id = r.experiment_id
                WHERE r.lifecycle_stage <> 'purging' AND r.run_id IN (:ids)
                """, ROW, names);
    }

    /// Of the logged models among some names.
    List<Place> models(List<String> names) {
        return tx.queryIn("""
                SELECT m.experiment_id, e.workspace_id, m.artifact_uri
                FROM logged_models m JOIN experiments e ON e.id = m.experiment_id
                WHERE m.lifecycle_stage <> 'purging' AND m.model_id IN (:ids)
                """, ROW, names);
    }

    /// Of the experiment that keeps what it has under one of some URIs, the longest.
    Optional<Place> experiments(List<String> uris) {
        return tx.queryIn("""
                        SELECT id, workspace_id, artifact_location FROM experiments
                        WHERE lifecycle_stage <> 'purging' AND artifact_location IN (:ids)
                        """, ROW, uris).stream()
                .max(Comparator.comparingInt(place -> place.uri().length()));
    }

    /// Where something keeps its files.
    record Place(long experiment, long workspace, String uri) {}
}
