package dev.cairn.approvals;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.registry.Moves;
import dev.cairn.registry.RegistryEvent;
import dev.cairn.registry.RegistryEvent.Model;
import dev.cairn.registry.RegistryListener;

/// Refuses what takes an approved request and has none, and ends requests for what has happened. A version that another
/// one pushes out goes with the approval of that one; one that is there already needs none.
final class ApprovalGate implements RegistryListener {
    @Override
    public void told(Transaction tx, Caller caller, RegistryEvent event) {
        switch (event) {
            case RegistryEvent.VersionMoved moved -> {
                if (!moved.isPushedOut() && !moved.from().equals(moved.to())) {
                    pass(tx, moved.model(), moved.version(), new Target.Stage(moved.to()));
                }
            }
            case RegistryEvent.AliasSet set -> {
                if (!Long.valueOf(set.version()).equals(set.from())) {
                    pass(tx, set.model(), set.version(), new Target.Alias(set.alias()));
                }
            }
            case RegistryEvent.AliasDeleted(Model of, String alias, long from) -> requireManages(tx, caller, of, alias);
            case RegistryEvent.VersionDeleted(Model of, long version) ->
                new RequestStore(tx, of.id()).deleteOfVersion(version);
            case RegistryEvent.ModelCreated _,
                    RegistryEvent.ModelDescribed _,
                    RegistryEvent.ModelRenamed _,
                    RegistryEvent.ModelDeleted _,
                    RegistryEvent.ModelTagSet _,
                    RegistryEvent.ModelTagDeleted _,
                    RegistryEvent.VersionCreated _,
                    RegistryEvent.VersionDescribed _,
                    RegistryEvent.VersionTagSet _,
                    RegistryEvent.VersionTagDeleted _,
                    RegistryEvent.TransitionRequested _,
                    RegistryEvent.Commented _ -> {}
        }
    }

    private static void pass(Transaction tx, Model model, long version, Target target) {
        RequestStore requests = new RequestStore(tx, model.id());
        if (new RuleStore(tx, model.id()).find(target).isPresent() && !requests.isApproved(version, target)) {
            throw ApiException.denied(
                    "The model '%s' asks for an approved request before a version comes to %s: make one for version %d, and let somebody approve it who may."
                            .formatted(model.name(), target.words(), version));
        }
        requests.delete(version, target);
    }

    /// Nobody asks that an alias be taken away: whoever manages the model does it.
    private static void requireManages(Transaction tx, Caller caller, Model model, String alias) {
        Target target = new Target.Alias(alias);
        if (new RuleStore(tx, model.id()).find(target).isPresent()
                && Moves.level(caller, model.name(), model.isPrompt()) != Level.MANAGE) {
            throw ApiException.denied("The model '%s' has a rule about %s: ask who manages the model to take it away."
                    .formatted(model.name(), target.words()));
        }
    }
}
