package dev.cairn.approvals;

import static dev.cairn.approvals.ActivityKind.APPROVED_REQUEST;
import static dev.cairn.approvals.ActivityKind.CANCELLED_REQUEST;
import static dev.cairn.approvals.ActivityKind.REJECTED_REQUEST;
import static dev.cairn.approvals.ActivityKind.REQUESTED_ALIAS;
import static dev.cairn.approvals.ActivityKind.REQUESTED_TRANSITION;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.approvals.ModelActivity;
import dev.cairn.registry.Moves;
import dev.cairn.registry.Moves.Version;
import dev.cairn.registry.RegistryEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What becomes of requests, whoever's words they are made in. Of requests that a version come to the same, one
/// decision ends all.
final class Decisions {
    private final Moves moves;
    private final Diary diary;

    Decisions(Moves moves, Diary diary) {
        this.moves = moves;
        this.diary = diary;
    }

    OpenRequest ask(Transaction tx, Caller caller, Version version, Target target, @Nullable String comment) {
        Texts.check(comment);
        @Nullable String from = from(tx, version, target);
        String to = target instanceof Target.Stage ? target.name() : Long.toString(version.number());
        if (to.equals(from)) {
            throw ApiException.invalid("Version %d of the model '%s' is where the request wants it already: it has %s."
                    .formatted(version.number(), version.model().name(), target.words()));
        }
        ActivityKind kind = target instanceof Target.Stage ? REQUESTED_TRANSITION : REQUESTED_ALIAS;
        long id = add(tx, caller, version, target, kind, comment);
        if (!new RequestStore(tx, version.model().id()).insert(id, version.number(), target, caller)) {
            throw ApiException.alreadyExists("You have asked already that version %d of the model '%s' gets %s."
                    .formatted(version.number(), version.model().name(), target.words()));
        }
        if (target instanceof Target.Stage(String stage)) {
            moves.tell(
                    tx,
                    caller,
                    new RegistryEvent.TransitionRequested(
                            version.model(), version.number(), version.stage(), stage, comment == null ? "" : comment));
        }
        return new RequestQuery(tx, caller).find(id).orElseThrow();
    }

    ModelActivity approve(
            Transaction tx,
            Caller caller,
            Version version,
            Target target,
            @Nullable Boolean archive,
            @Nullable String comment) {
        Texts.check(comment);
        requireDecides(version, target);
        List<OpenRequest> open = requireOpen(tx, caller, version, target);
        if (open.stream().allMatch(request -> request.byAnother() && caller.is(request.creator()))) {
            throw ApiException.denied("The model '%s' wants that somebody else approves what you asked for."
                    .formatted(version.model().name()));
        }
        long id = add(tx, caller, version, target, APPROVED_REQUEST, comment);
        new RequestStore(tx, version.model().id()).approve(version.number(), target);
        switch (target) {
            case Target.Stage(String stage) ->
                moves.move(tx, caller, version, stage, archive, comment == null ? "" : comment);
            case Target.Alias(String alias) -> moves.setAlias(tx, caller, version, alias);
        }
        return told(tx, caller, id);
    }

    ModelActivity reject(Transaction tx, Caller caller, Version version, Target target, @Nullable String comment) {
        Texts.check(comment);
        requireDecides(version, target);
        requireOpen(tx, caller, version, target);
        new RequestStore(tx, version.model().id()).delete(version.number(), target);
        return told(tx, caller, add(tx, caller, version, target, REJECTED_REQUEST, comment));
    }

    ModelActivity cancel(
            Transaction tx, Caller caller, Version version, OpenRequest request, @Nullable String comment) {
        Texts.check(comment);
        if (!request.mayBeCancelled(caller)) {
            throw ApiException.denied("The request is %s's: they take it back, or who manages the model does."
                    .formatted(request.creator()));
        }
        new RequestStore(tx, version.model().id()).delete(request.id());
        return told(tx, caller, add(tx, caller, version, request.target(), CANCELLED_REQUEST, comment));
    }

    /// The open requests that a version come to something, newest first.
    List<OpenRequest> open(Transaction tx, Caller caller, Version version, Target target) {
        return new RequestQuery(tx, caller).to(version.model().id(), version.number(), target);
    }

    private List<OpenRequest> requireOpen(Transaction tx, Caller caller, Version version, Target target) {
        List<OpenRequest> open = open(tx, caller, version, target);
        if (open.isEmpty()) {
            throw ApiException.missing("There is no open request that version %d of the model '%s' gets %s."
                    .formatted(version.number(), version.model().name(), target.words()));
        }
        return open;
    }

    private static void requireDecides(Version version, Target target) {
        if (target instanceof Target.Stage(String stage)) {
            version.requireMove(stage);
        } else if (!OpenRequest.mayDecide(version.level(), version.stage(), target)) {
            throw new ApiException(
                    ErrorCode.PERMISSION_DENIED,
                    "Requests for aliases of the model '%s' are decided by who has CAN_MANAGE_PRODUCTION_VERSIONS."
                            .formatted(version.model().name()));
        }
    }

    private static @Nullable String from(Transaction tx, Version version, Target target) {
        if (target instanceof Target.Stage) {
            return version.stage();
        }
        @Nullable Long aliased = Moves.aliased(tx, version.model(), target.name());
        return aliased == null ? null : aliased.toString();
    }

    private long add(
            Transaction tx,
            Caller caller,
            Version version,
            Target target,
            ActivityKind kind,
            @Nullable String comment) {
        boolean isStage = target instanceof Target.Stage;
        Done done = new Done(
                version.model().id(),
                version.number(),
                kind,
                isStage ? "" : target.name(),
                from(tx, version, target),
                isStage ? target.name() : Long.toString(version.number()),
                comment == null ? "" : comment);
        return diary.add(tx, caller, version.model(), done);
    }

    private static ModelActivity told(Transaction tx, Caller caller, long id) {
        return new ActivityStore(tx).find(caller, id).orElseThrow();
    }
}
