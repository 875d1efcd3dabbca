package dev.cairn.approvals;

import static dev.cairn.approvals.ActivityKind.PERMISSION_CHANGED;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.permissions.PermissionChange;
import dev.cairn.permissions.PermissionListener;
import dev.cairn.registry.RegistryEvent;
import java.util.Set;

/// Writes down what is given on single models and prompts, in the transaction that gives it.
final class PermissionLog implements PermissionListener {
    private static final String PROMPT = "prompt";
    private static final Set<String> MODELS = Set.of("registered_model", PROMPT);

    private final Diary diary;

    PermissionLog(Diary diary) {
        this.diary = diary;
    }

    @Override
    public void told(Transaction tx, Caller caller, PermissionChange change) {
        if (MODELS.contains(change.type())) {
            new ActivityStore(tx)
                    .model(change.workspace(), change.id())
                    .ifPresent(model -> diary.add(
                            tx,
                            caller.in(change.workspace()),
                            new RegistryEvent.Model(
                                    model, change.id(), change.type().equals(PROMPT)),
                            Done.of(model, null, PERMISSION_CHANGED, change.from(), change.to())
                                    .about(change.whom())));
        }
    }
}
