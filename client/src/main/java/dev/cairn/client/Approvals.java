package dev.cairn.client;

import static dev.cairn.client.Transport.CAIRN;
import static dev.cairn.client.Transport.MLFLOW;

import dev.cairn.protocol.approvals.ApprovalRule;
import dev.cairn.protocol.approvals.Comment;
import dev.cairn.protocol.approvals.CreateComment;
import dev.cairn.protocol.approvals.CreateModelRequest;
import dev.cairn.protocol.approvals.DecideModelRequest;
import dev.cairn.protocol.approvals.DeleteComment;
import dev.cairn.protocol.approvals.GetApprovalRules;
import dev.cairn.protocol.approvals.GetVersionsAt;
import dev.cairn.protocol.approvals.ListModelActivity;
import dev.cairn.protocol.approvals.ListModelRequests;
import dev.cairn.protocol.approvals.ModelActivity;
import dev.cairn.protocol.approvals.ModelRequest;
import dev.cairn.protocol.approvals.SetApprovalRules;
import dev.cairn.protocol.approvals.UpdateComment;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Requests to move versions of models, who decides them, and what was done and said. Only Cairn has this.
public final class Approvals {
    private static final String REQUESTS = CAIRN + "registry/requests/";
    private static final String RULES = CAIRN + "registry/approval-rules/";
    private static final String COMMENTS = MLFLOW + "comments/";

    private final Transport transport;

    Approvals(Transport transport) {
        this.transport = transport;
    }

    /// Asks that a version be moved to a stage.
    public ModelRequest requestStage(String name, String version, String stage, String comment) {
        return request(new CreateModelRequest(name, version, stage, null, given(comment)));
    }

    /// Asks that a version be given an alias.
    public ModelRequest requestAlias(String name, String version, String alias, String comment) {
        return request(new CreateModelRequest(name, version, null, alias, given(comment)));
    }

    private ModelRequest request(CreateModelRequest request) {
        return transport
                .post(REQUESTS + "create", request, CreateModelRequest.Response.class)
                .request();
    }

    /// The open requests about a model, newest first.
    public Stream<ModelRequest> requests(String name) {
        return requests(name, null);
    }

    /// The open requests that the caller may decide.
    public Stream<ModelRequest> waiting() {
        return requests(null, "waiting");
    }

    /// The open requests that the caller made.
    public Stream<ModelRequest> mine() {
        return requests(null, "mine");
    }

    private Stream<ModelRequest> requests(@Nullable String name, @Nullable String of) {
        return Pages.stream(
                token -> transport.get(
                        REQUESTS + "list",
                        new ListModelRequests(name, null, of, null, token),
                        ListModelRequests.Response.class),
                ListModelRequests.Response::requests,
                ListModelRequests.Response::nextPageToken);
    }

    /// Does what was asked for.
    public ModelActivity approve(String requestId, String comment) {
        return decide("approve", new DecideModelRequest(requestId, given(comment), null));
    }

    public ModelActivity reject(String requestId, String comment) {
        return decide("reject", new DecideModelRequest(requestId, given(comment), null));
    }

    /// Takes a request back.
    public ModelActivity cancel(String requestId) {
        return decide("cancel", new DecideModelRequest(requestId, null, null));
    }

    private ModelActivity decide(String how, DecideModelRequest request) {
        return transport
                .post(REQUESTS + how, request, DecideModelRequest.Response.class)
                .activity();
    }

    /// What takes an approved request with a model.
    public List<ApprovalRule> rules(String name) {
        return listed(transport
                .get(RULES + "get", new GetApprovalRules(name), GetApprovalRules.Response.class)
                .rules());
    }

    /// Says as a whole what takes an approved request with a model.
    public List<ApprovalRule> setRules(String name, List<ApprovalRule> rules) {
        return listed(transport
                .put(RULES + "set", new SetApprovalRules(name, rules), SetApprovalRules.Response.class)
                .rules());
    }

    public Comment comment(String name, String version, String text) {
        return transport
                .post(COMMENTS + "create", new CreateComment(name, version, text), CreateComment.Response.class)
                .comment();
    }

    public Comment updateComment(String id, String text) {
        return transport
                .patch(COMMENTS + "update", new UpdateComment(id, text), UpdateComment.Response.class)
                .comment();
    }

    public void deleteComment(String id) {
        transport.delete(COMMENTS + "delete", new DeleteComment(id));
    }

    /// What was done to a model and said about it, newest first.
    public Stream<ModelActivity> activity(String name) {
        return Pages.stream(
                token -> transport.get(
                        CAIRN + "registry/activity/list",
                        new ListModelActivity(name, null, List.of(), null, null, token),
                        ListModelActivity.Response.class),
                ListModelActivity.Response::activities,
                ListModelActivity.Response::nextPageToken);
    }

    /// The versions that had an alias at some time: one, or none.
    public List<String> versionsWithAlias(String name, String alias, Instant then) {
        return at(new GetVersionsAt(name, alias, null, then.toEpochMilli()));
    }

    /// The versions that were in a stage at some time, lowest first.
    public List<String> versionsInStage(String name, String stage, Instant then) {
        return at(new GetVersionsAt(name, null, stage, then.toEpochMilli()));
    }

    private List<String> at(GetVersionsAt request) {
        return listed(transport
                .get(CAIRN + "registry/versions-at", request, GetVersionsAt.Response.class)
                .versions());
    }

    private static <T> List<T> listed(@Nullable List<T> some) {
        return some == null ? List.of() : some;
    }

    private static @Nullable String given(String comment) {
        return comment.isEmpty() ? null : comment;
    }
}
