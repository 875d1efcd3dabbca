package dev.cairn.approvals;

import static dev.cairn.access.Resource.MODEL_VERSION;
import static dev.cairn.access.Resource.REGISTERED_MODEL;

import dev.cairn.access.Permission;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.approvals.ApproveTransitionRequest;
import dev.cairn.protocol.approvals.CreateComment;
import dev.cairn.protocol.approvals.CreateModelRequest;
import dev.cairn.protocol.approvals.CreateTransitionRequest;
import dev.cairn.protocol.approvals.DecideModelRequest;
import dev.cairn.protocol.approvals.DeleteComment;
import dev.cairn.protocol.approvals.DeleteTransitionRequest;
import dev.cairn.protocol.approvals.GetApprovalRules;
import dev.cairn.protocol.approvals.GetModelVersionDatabricks;
import dev.cairn.protocol.approvals.GetVersionsAt;
import dev.cairn.protocol.approvals.ListModelActivity;
import dev.cairn.protocol.approvals.ListModelRequests;
import dev.cairn.protocol.approvals.ListTransitionRequests;
import dev.cairn.protocol.approvals.RejectTransitionRequest;
import dev.cairn.protocol.approvals.SetApprovalRules;
import dev.cairn.protocol.approvals.TransitionStageDatabricks;
import dev.cairn.protocol.approvals.UpdateComment;

/// The routes of activity, requests and comments: those of the managed platform, and our own.
final class ApprovalsApi {
    private static final String MANAGED = "2.0/mlflow";
    private static final String OWN = "3.0/cairn";
    private static final Permission READ = Permission.read(MODEL_VERSION);
    private static final Permission EDIT = Permission.edit(MODEL_VERSION);

    private ApprovalsApi() {}

    static void activity(Routes routes, Activities rules, RegistryEvents events) {
        Routes.Api api = routes.api(OWN);
        api.get("registry/activity/list", Permission.filtered(REGISTERED_MODEL), ListModelActivity.class, rules::list);
        api.raw(Method.GET, "registry/events", Permission.filtered(REGISTERED_MODEL), events::send);
        api.get("registry/versions-at", Permission.read(REGISTERED_MODEL), GetVersionsAt.class, rules::at);
    }

    static void managed(Routes routes, ManagedVersions versions, TransitionRequests rules) {
        Routes.Api api = routes.api(MANAGED);
        api.get("databricks/model-versions/get", READ, GetModelVersionDatabricks.class, versions::get);
        api.post(
                "databricks/model-versions/transition-stage",
                EDIT,
                TransitionStageDatabricks.class,
                versions::transition);
        api.post("transition-requests/create", READ, CreateTransitionRequest.class, rules::create);
        api.get("transition-requests/list", READ, ListTransitionRequests.class, rules::list);
        api.post("transition-requests/approve", EDIT, ApproveTransitionRequest.class, rules::approve);
        api.post("transition-requests/reject", EDIT, RejectTransitionRequest.class, rules::reject);
        api.delete("transition-requests/delete", READ, DeleteTransitionRequest.class, rules::delete);
    }

    static void comments(Routes routes, Comments rules) {
        Routes.Api api = routes.api(MANAGED);
        api.post("comments/create", READ, CreateComment.class, rules::create);
        api.patch("comments/update", READ, UpdateComment.class, rules::update);
        api.delete("comments/delete", READ, DeleteComment.class, rules::delete);
    }

    static void requests(Routes routes, ModelRequests rules) {
        Routes.Api api = routes.api(OWN);
        api.post("registry/requests/create", READ, CreateModelRequest.class, rules::create);
        api.get("registry/requests/list", Permission.filtered(MODEL_VERSION), ListModelRequests.class, rules::list);
        api.post("registry/requests/approve", EDIT, DecideModelRequest.class, rules::approve);
        api.post("registry/requests/reject", EDIT, DecideModelRequest.class, rules::reject);
        api.post("registry/requests/cancel", READ, DecideModelRequest.class, rules::cancel);
    }

    static void rules(Routes routes, ApprovalRules rules) {
        Routes.Api api = routes.api(OWN);
        api.get("registry/approval-rules/get", Permission.read(REGISTERED_MODEL), GetApprovalRules.class, rules::get);
        api.put("registry/approval-rules/set", Permission.manage(REGISTERED_MODEL), SetApprovalRules.class, rules::set);
    }
}
