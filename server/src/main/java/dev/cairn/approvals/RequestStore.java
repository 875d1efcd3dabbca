package dev.cairn.approvals;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;

/// The SQL of open requests about one model.
record RequestStore(Transaction tx, long model) {
    private static final String TO = " WHERE model = ? AND version = ? AND kind = ? AND target = ?";

    /// Whether there was none of the same person.
    boolean insert(long activity, long version, Target target, Caller creator) {
        return tx.update("""
                        INSERT INTO model_requests (activity, model, version, kind, target, creator_key)
                        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (model, version, kind, target, creator_key) DO NOTHING
                        """, activity, model, version, target.kind(), target.name(), Caller.key(creator.user())) == 1;
    }

    /// Lets the version come to what was asked for, in this transaction.
    void approve(long version, Target target) {
        tx.update("UPDATE model_requests SET is_approved = 1" + TO, model, version, target.kind(), target.name());
    }

    boolean isApproved(long version, Target target) {
        return tx.find(
                        "SELECT 1 FROM model_requests" + TO + " AND is_approved = 1",
                        row -> 1,
                        model,
                        version,
                        target.kind(),
                        target.name())
                .isPresent();
    }

    /// Ends all requests that a version come to something.
    void delete(long version, Target target) {
        tx.update("DELETE FROM model_requests" + TO, model, version, target.kind(), target.name());
    }

    void delete(long id) {
        tx.update("DELETE FROM model_requests WHERE activity = ?", id);
    }

    /// Ends all requests about a version.
    void deleteOfVersion(long version) {
        tx.update("DELETE FROM model_requests WHERE model = ? AND version = ?", model, version);
    }
}
