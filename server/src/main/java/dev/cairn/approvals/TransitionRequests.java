package dev.cairn.approvals;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.approvals.Activity;
import dev.cairn.protocol.approvals.ApproveTransitionRequest;
import dev.cairn.protocol.approvals.CreateTransitionRequest;
import dev.cairn.protocol.approvals.DeleteTransitionRequest;
import dev.cairn.protocol.approvals.ListTransitionRequests;
import dev.cairn.protocol.approvals.ModelActivity;
import dev.cairn.protocol.approvals.RejectTransitionRequest;
import dev.cairn.registry.Moves;
import dev.cairn.registry.Moves.Version;

/// Requests to move versions between stages, in the words of the managed platform.
final class TransitionRequests {
    private final Database database;
    private final Moves moves;
    private final Decisions decisions;

    TransitionRequests(Database database, Moves moves, Decisions decisions) {
        this.database = database;
        this.moves = moves;
        this.decisions = decisions;
    }

    CreateTransitionRequest.Response create(Caller caller, CreateTransitionRequest request) {
        Target target = Target.of(request.stage(), null);
        return database.write(tx -> {
            Version version = moves.locked(tx, caller, request.name(), request.version());
            return new CreateTransitionRequest.Response(decisions
                    .ask(tx, caller, version, target, request.comment())
                    .managed(caller));
        });
    }

    ListTransitionRequests.Response list(Caller caller, ListTransitionRequests request) {
        return database.read(tx -> new ListTransitionRequests.Response(
                ManagedVersions.open(tx, caller, moves.version(tx, caller, request.name(), request.version()))));
    }

    ApproveTransitionRequest.Response approve(Caller caller, ApproveTransitionRequest request) {
        Target target = Target.of(request.stage(), null);
        return database.write(tx -> {
            Version version = moves.locked(tx, caller, request.name(), request.version());
            return new ApproveTransitionRequest.Response(managed(decisions.approve(
                    tx, caller, version, target, request.archiveExistingVersions(), request.comment())));
        });
    }

    RejectTransitionRequest.Response reject(Caller caller, RejectTransitionRequest request) {
        Target target = Target.of(request.stage(), null);
        return database.write(tx -> {
            Version version = moves.locked(tx, caller, request.name(), request.version());
            return new RejectTransitionRequest.Response(
                    managed(decisions.reject(tx, caller, version, target, request.comment())));
        });
    }

    DeleteTransitionRequest.Response delete(Caller caller, DeleteTransitionRequest request) {
        Target target = Target.of(request.stage(), null);
        return database.write(tx -> {
            Version version = moves.locked(tx, caller, request.name(), request.version());
            OpenRequest open = decisions.open(tx, caller, version, target).stream()
                    .filter(one -> Caller.key(one.creator()).equals(Caller.key(request.creator())))
                    .findFirst()
                    .orElseThrow(() -> ApiException.missing("%s has no open request that the version gets %s."
                            .formatted(request.creator(), target.words())));
            return new DeleteTransitionRequest.Response(
                    managed(decisions.cancel(tx, caller, version, open, request.comment())));
        });
    }

    private static Activity managed(ModelActivity activity) {
        return new Activity(
                activity.activityId(),
                activity.kind(),
                activity.comment(),
                activity.userId(),
                activity.from(),
                activity.to(),
                null,
                activity.creationTimestamp(),
                activity.lastUpdatedTimestamp());
    }
}
