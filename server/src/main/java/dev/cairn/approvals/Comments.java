package dev.cairn.approvals;

import static dev.cairn.approvals.ActivityKind.NEW_COMMENT;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.approvals.Comment;
import dev.cairn.protocol.approvals.CreateComment;
import dev.cairn.protocol.approvals.DeleteComment;
import dev.cairn.protocol.approvals.ModelActivity;
import dev.cairn.protocol.approvals.UpdateComment;
import dev.cairn.registry.Moves;
import dev.cairn.registry.Moves.Version;
import dev.cairn.registry.RegistryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What people say about versions: whoever sees one may; only they change it, and who manages the model deletes it.
final class Comments {
    private final Database database;
    private final Moves moves;
    private final Diary diary;

    Comments(Database database, Moves moves, Diary diary) {
        this.database = database;
        this.moves = moves;
        this.diary = diary;
    }

    CreateComment.Response create(Caller caller, CreateComment request) {
        Texts.check(request.comment());
        return database.write(tx -> {
            Version version = moves.version(tx, caller, request.name(), request.version());
            Done done = Done.of(version.model().id(), version.number(), NEW_COMMENT, null, null)
                    .saying(request.comment());
            long id = diary.add(tx, caller, version.model(), done);
            moves.tell(tx, caller, new RegistryEvent.Commented(version.model(), version.number(), request.comment()));
            return new CreateComment.Response(
                    told(caller, version, new ActivityStore(tx).find(caller, id).orElseThrow()));
        });
    }

    UpdateComment.Response update(Caller caller, UpdateComment request) {
        Texts.check(request.comment());
        return database.write(tx -> {
            ModelActivity comment = comment(tx, caller, request.id());
            Version version = version(tx, caller, comment);
            if (!caller.is(comment.userId())) {
                throw ApiException.denied("The comment is %s's: add one of your own.".formatted(comment.userId()));
            }
            ActivityStore store = new ActivityStore(tx);
            store.updateComment(
                    Long.parseLong(comment.activityId()),
                    request.comment(),
                    diary.clock().millis());
            diary.tell(tx, caller, version.model(), news -> news.done("COMMENT_CHANGED"));
            return new UpdateComment.Response(told(caller, version, comment(tx, caller, request.id())));
        });
    }

    Empty delete(Caller caller, DeleteComment request) {
        return database.write(tx -> {
            ModelActivity comment = comment(tx, caller, request.id());
            Version version = version(tx, caller, comment);
            if (!mayDelete(caller, version, comment)) {
                throw ApiException.denied("The comment is %s's: they delete it, or who manages the model does."
                        .formatted(comment.userId()));
            }
            new ActivityStore(tx).delete(Long.parseLong(comment.activityId()));
            diary.tell(tx, caller, version.model(), news -> news.done("COMMENT_DELETED"));
            return Empty.EMPTY;
        });
    }

    private static boolean mayDelete(Caller caller, Version version, ModelActivity comment) {
        return caller.is(comment.userId()) || version.level() == Level.MANAGE;
    }

    private static ModelActivity comment(Transaction tx, Caller caller, String id) {
        return new ActivityStore(tx)
                .find(caller, Numbers.of("id", id))
                .filter(activity -> activity.kind().equals(NEW_COMMENT.name()))
                .orElseThrow(() -> missing(id));
    }

    /// To who does not see the version, it is as if there were no comment.
    private Version version(Transaction tx, Caller caller, ModelActivity comment) {
        try {
            return moves.version(tx, caller, comment.name(), Objects.requireNonNull(comment.version()));
        } catch (ApiException unseen) {
            throw missing(comment.activityId());
        }
    }

    private static ApiException missing(String id) {
        return ApiException.missing("There is no comment with id '%s'.".formatted(id));
    }

    private static Comment told(Caller caller, Version version, ModelActivity comment) {
        List<String> actions = new ArrayList<>();
        if (caller.is(comment.userId())) {
            actions.add("EDIT_COMMENT");
        }
        if (mayDelete(caller, version, comment)) {
            actions.add("DELETE_COMMENT");
        }
        return new Comment(
                comment.activityId(),
                Objects.requireNonNullElse(comment.comment(), ""),
                comment.userId(),
                comment.creationTimestamp(),
                comment.lastUpdatedTimestamp(),
                actions);
    }
}
