package dev.cairn.approvals;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.protocol.approvals.Activity;
import dev.cairn.protocol.approvals.ModelRequest;
import dev.cairn.protocol.approvals.TransitionRequest;
import dev.cairn.registry.Moves;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of `model_requests` with what was said when it was made.
///
/// @param id        of the row of what was done
/// @param stage     that the version is in
/// @param aliased   the version that has the alias which is asked for; null for none
/// @param byAnother whether a rule wants that somebody else approves it
record OpenRequest(
        long id,
        String name,
        boolean isPrompt,
        long version,
        String stage,
        @Nullable Long aliased,
        Target target,
        String creator,
        String comment,
        long creationTime,
        boolean byAnother) {
    private static final String APPROVE = "APPROVE_TRANSITION_REQUEST";
    private static final String REJECT = "REJECT_TRANSITION_REQUEST";
    private static final String CANCEL = "CANCEL_TRANSITION_REQUEST";

    /// Whether somebody may approve or reject what comes to a target.
    static boolean mayDecide(Level level, String from, Target target) {
        return switch (target) {
            case Target.Stage(String stage) -> Moves.mayMove(level, from, stage);
            case Target.Alias alias -> level.includes(Level.MANAGE_PRODUCTION_VERSIONS);
        };
    }

    boolean mayBeDecided(Caller caller) {
        return mayDecide(level(caller), stage, target) && !(byAnother && caller.is(creator));
    }

    boolean mayBeCancelled(Caller caller) {
        return caller.is(creator) || level(caller) == Level.MANAGE;
    }

    private Level level(Caller caller) {
        return Moves.level(caller, name, isPrompt);
    }

    ModelRequest told(Caller caller) {
        return new ModelRequest(
                Long.toString(id),
                name,
                Long.toString(version),
                target.stage(),
                target.alias(),
                target instanceof Target.Stage ? stage : aliased == null ? null : aliased.toString(),
                comment.isEmpty() ? null : comment,
                creator,
                creationTime,
                mayBeDecided(caller),
                mayBeCancelled(caller));
    }

    TransitionRequest managed(Caller caller) {
        List<String> actions = new ArrayList<>();
        if (mayBeDecided(caller)) {
            actions.add(APPROVE);
        }
        if (mayDecide(level(caller), stage, target)) {
            actions.add(REJECT);
        }
        if (mayBeCancelled(caller)) {
            actions.add(CANCEL);
        }
        return new TransitionRequest(creator, target.name(), comment.isEmpty() ? null : comment, creationTime, actions);
    }

    Activity activity() {
        return new Activity(
                Long.toString(id),
                ActivityKind.REQUESTED_TRANSITION.name(),
                comment.isEmpty() ? null : comment,
                creator,
                stage,
                target.name(),
                null,
                creationTime,
                creationTime);
    }
}
