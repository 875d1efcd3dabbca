package dev.cairn.approvals;

import static dev.cairn.approvals.ActivityKind.PERMISSION_CHANGED;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.permissions.PermissionChange;
import dev.cairn.permissions.PermissionListener;
import java.time.InstantSource;
import java.util.Set;

/// Writes down what is given on single models and prompts, in the transaction that gives it.
final class PermissionLog implements PermissionListener {
    private static final Set<String> MODELS = Set.of("registered_model", "prompt");

    private final InstantSource clock;

    PermissionLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void told(Transaction tx, Caller caller, PermissionChange change) {
        if (MODELS.contains(change.type())) {
            ActivityStore store = new ActivityStore(tx);
            store.model(change.workspace(), change.id())
                    .ifPresent(model -> store.add(
                            caller,
                            Done.of(model, null, PERMISSION_CHANGED, change.from(), change.to())
                                    .about(change.whom()),
                            clock.millis()));
        }
    }
}
