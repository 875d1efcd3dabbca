package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;

/// Who is told what is done to registered models.
@FunctionalInterface
public interface RegistryListener {
    /// Writes what follows from it in the transaction that does it, so that both stay or neither.
    ///
    /// @param caller who does it, in the workspace of the model
    void told(Transaction tx, Caller caller, RegistryEvent event);
}
