package dev.cairn.permissions;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;

/// Who is told that somebody may do something else with a thing.
@FunctionalInterface
public interface PermissionListener {
    /// Writes what follows from it in the transaction that does it, so that both stay or neither.
    ///
    /// @param caller who gives it, or takes it away
    void told(Transaction tx, Caller caller, PermissionChange change);
}
