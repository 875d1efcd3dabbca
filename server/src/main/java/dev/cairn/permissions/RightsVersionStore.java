package dev.cairn.permissions;

import dev.cairn.db.Transaction;

/// The SQL of what [RightsVersion] is about.
record RightsVersionStore(Transaction tx) {
    /// The rights of one user changed.
    void raise(long user) {
        tx.update("UPDATE users SET rights_version = rights_version + 1 WHERE id = ?", user);
    }

    /// The rights of several users changed.
    void raise() {
        tx.update("UPDATE rights_version SET version = version + 1");
    }

    /// A user goes. Whoever gets their number begins above what they came to.
    void raiseAbove(long user) {
        tx.update("""
                UPDATE rights_version
                SET version = version + 1 + COALESCE((SELECT rights_version FROM users WHERE id = ?), 0)
                """, user);
    }
}
