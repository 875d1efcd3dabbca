package dev.cairn.lineage;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.lineage.LineageDirection;
import dev.cairn.protocol.lineage.LineageEdgeKind;
import dev.cairn.protocol.lineage.LineageKind;
import java.util.List;

/// The SQL of ways that are told.
final class ToldReader {
    private final Transaction tx;
    private final int most;

    ToldReader(Transaction tx, int most) {
        this.tx = tx;
        this.most = most;
    }

    /// From versions, the last told first.
    List<Step> ofVersions(LineageDirection direction, long[] versions) {
        return tx.queryIn(
                """
                SELECT v.id AS near, t.kind, t.id, t.time, t.told_by, t.detail FROM model_versions v
                JOIN lineage_told t ON t.model = v.model AND t.version = v.version
                WHERE t.direction = ? AND v.id IN (:ids) ORDER BY t.time DESC, t.kind, t.id LIMIT %d
                """.formatted(most),
                row -> new Step(
                        row.getLong("near"),
                        Thing.told(LineageKind.valueOf(row.getString("kind")), row.getString("id")),
                        LineageEdgeKind.TOLD,
                        row.getLong("time"),
                        row.getString("told_by"),
                        row.getString("detail")),
                versions,
                direction.name());
    }

    /// From something that is only told to the versions of which it is.
    ///
    /// @param direction from the versions to it
    List<Step> toVersions(LineageDirection direction, Thing told) {
        return tx.query(
                "SELECT t.time AS told_at, t.told_by, t.detail, " + ThingReader.VERSION + """
                 FROM lineage_told t JOIN model_versions v ON v.model = t.model AND v.version = t.version
                """ + ThingReader.OF_VERSION
                        + "WHERE t.kind = ? AND t.id = ? AND t.direction = ? AND"
                        + ThingReader.HAS_VERSION + "ORDER BY t.time DESC, v.id LIMIT " + most,
                row -> new Step(
                        told.row(),
                        ThingReader.version(row),
                        LineageEdgeKind.TOLD,
                        row.getLong("told_at"),
                        row.getString("told_by"),
                        row.getString("detail")),
                told.kind().name(),
                told.id(),
                direction.name());
    }
}
