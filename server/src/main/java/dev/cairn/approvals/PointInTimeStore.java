package dev.cairn.approvals;

import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Optional;

/// The SQL of what was at some time. What was before the first record is what that one says it found; where there is
/// none at all, what is now always was.
record PointInTimeStore(Transaction tx, long model, long time) {
    private static final String OF_ALIAS = """
            FROM model_activities WHERE model = ? AND kind IN ('ALIAS_SET', 'ALIAS_DELETED') AND subject = ?
            """;

    /// The version that had an alias.
    Optional<Long> aliased(String alias) {
        Optional<String> last = tx.find(
                "SELECT COALESCE(became, '') " + OF_ALIAS + "AND creation_time <= ? ORDER BY id DESC LIMIT 1",
                row -> row.getString(1),
                model,
                alias,
                time);
        if (last.isPresent()) {
            return number(last.get());
        }
        Optional<String> next = tx.find(
                "SELECT COALESCE(was, '') " + OF_ALIAS + "AND creation_time > ? ORDER BY id LIMIT 1",
                row -> row.getString(1),
                model,
                alias,
                time);
        return (next.isPresent() ? number(next.get()) : now(alias)).filter(this::wasThere);
    }

    private Optional<Long> now(String alias) {
        return tx.find(
                "SELECT version FROM model_aliases WHERE model = ? AND alias = ?", row -> row.getLong(1), model, alias);
    }

    private boolean wasThere(long version) {
        return tx.find(
                        "SELECT 1 FROM model_versions WHERE model = ? AND version = ? AND creation_time <= ?",
                        row -> 1,
                        model,
                        version,
                        time)
                .isPresent();
    }

    private static Optional<Long> number(String version) {
        return version.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(version));
    }

    /// The versions that were in a stage, lowest first.
    List<Long> inStage(String stage) {
        return tx.query("""
                SELECT v.version FROM model_versions v WHERE v.model = ? AND v.creation_time <= ? AND COALESCE(
                  (SELECT a.became FROM model_activities a WHERE a.model = v.model AND a.version = v.version
                   AND a.kind IN ('VERSION_CREATED', 'APPLIED_TRANSITION', 'SYSTEM_TRANSITION', 'VERSION_DELETED')
                   AND a.creation_time <= ? ORDER BY a.id DESC LIMIT 1),
                  (SELECT a.was FROM model_activities a WHERE a.model = v.model AND a.version = v.version
                   AND a.kind IN ('APPLIED_TRANSITION', 'SYSTEM_TRANSITION', 'VERSION_DELETED')
                   AND a.creation_time > ? ORDER BY a.id LIMIT 1),
                  v.stage) = ?
                ORDER BY v.version
                """, row -> row.getLong(1), model, time, time, time, stage);
    }

    /// The stage that a version of the model is in now.
    String stage(long version) {
        return tx.find(
                        "SELECT stage FROM model_versions WHERE model = ? AND version = ?",
                        row -> row.getString(1),
                        model,
                        version)
                .orElse("");
    }
}
