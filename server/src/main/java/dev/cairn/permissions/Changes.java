package dev.cairn.permissions;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Objects;

/// Tells those who listen what is given on things. Nothing is told of what stays as it is.
record Changes(List<PermissionListener> listeners) {
    void tell(Transaction tx, Caller caller, PermissionChange change) {
        if (!Objects.equals(change.from(), change.to())) {
            listeners.forEach(listener -> listener.told(tx, caller, change));
        }
    }
}
