package dev.cairn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.iam.MeRequest;
import com.databricks.sdk.service.ml.Activity;
import com.databricks.sdk.service.ml.ActivityType;
import com.databricks.sdk.service.ml.ApproveTransitionRequest;
import com.databricks.sdk.service.ml.CommentObject;
import com.databricks.sdk.service.ml.CreateComment;
import com.databricks.sdk.service.ml.CreateModelRequest;
import com.databricks.sdk.service.ml.CreateModelVersionRequest;
import com.databricks.sdk.service.ml.CreateRegistryWebhook;
import com.databricks.sdk.service.ml.CreateTransitionRequest;
import com.databricks.sdk.service.ml.DeleteCommentRequest;
import com.databricks.sdk.service.ml.DeleteModelRequest;
import com.databricks.sdk.service.ml.DeleteWebhookRequest;
import com.databricks.sdk.service.ml.GetLatestVersionsRequest;
import com.databricks.sdk.service.ml.GetModelRequest;
import com.databricks.sdk.service.ml.GetModelVersionRequest;
import com.databricks.sdk.service.ml.HttpUrlSpec;
import com.databricks.sdk.service.ml.ListModelsRequest;
import com.databricks.sdk.service.ml.ListTransitionRequestsRequest;
import com.databricks.sdk.service.ml.ListWebhooksRequest;
import com.databricks.sdk.service.ml.Model;
import com.databricks.sdk.service.ml.ModelDatabricks;
import com.databricks.sdk.service.ml.ModelRegistryAPI;
import com.databricks.sdk.service.ml.ModelVersion;
import com.databricks.sdk.service.ml.RegistryWebhook;
import com.databricks.sdk.service.ml.RegistryWebhookEvent;
import com.databricks.sdk.service.ml.RegistryWebhookStatus;
import com.databricks.sdk.service.ml.RejectTransitionRequest;
import com.databricks.sdk.service.ml.SearchModelVersionsRequest;
import java.util.List;

/** The managed platform's own SDK: who calls, and the workspace registry with its requests, comments and webhooks. */
final class DatabricksChecks {
    private final WorkspaceClient workspace;
    private final ModelRegistryAPI registry;

    DatabricksChecks(String url) {
        workspace = SignedIn.workspace(url);
        registry = workspace.modelRegistry();
    }

    void run(Report report) {
        report.check("the SDK is told who calls", this::whoCallsIsTold);
        report.check("a model and its versions are made, read, found and deleted", this::aModelHasVersions);
        report.check("a request to move a version is approved", this::aRequestIsApproved);
        report.check("a request to move a version is rejected", this::aRequestIsRejected);
        report.check("a version is commented on", this::aVersionIsCommentedOn);
        report.check("a webhook is made, listed and deleted", this::aWebhookIsListed);
    }

    private String newModel() {
        String name = Names.unique("churn");
        registry.createModel(new CreateModelRequest().setName(name).setDescription("who leaves"));
        for (int number = 1; number <= 2; number++) {
            registry.createModelVersion(
                    new CreateModelVersionRequest().setName(name).setSource("s3://bucket/" + number));
        }
        return name;
    }

    private ModelVersion version(String name, String number) {
        return registry.getModelVersion(
                        new GetModelVersionRequest().setName(name).setVersion(number))
                .getModelVersion();
    }

    private void whoCallsIsTold() {
        assertThat(workspace.currentUser().me(new MeRequest()).getUserName()).isNotBlank();
    }

    private void aModelHasVersions() {
        String name = newModel();
        ModelDatabricks model =
                registry.getModel(new GetModelRequest().setName(name)).getRegisteredModelDatabricks();
        assertThat(model.getDescription()).isEqualTo("who leaves");
        assertThat(model.getUserId()).isNotBlank().isEqualTo(version(name, "1").getUserId());
        assertThat(registry.listModels(new ListModelsRequest()))
                .extracting(Model::getName)
                .contains(name);
        assertThat(registry.getLatestVersions(new GetLatestVersionsRequest().setName(name)))
                .extracting(ModelVersion::getVersion)
                .containsExactly("2");
        SearchModelVersionsRequest search = new SearchModelVersionsRequest()
                .setFilter("name = '%s'".formatted(name))
                .setMaxResults(1L);
        assertThat(registry.searchModelVersions(search))
                .extracting(ModelVersion::getVersion)
                .containsExactlyInAnyOrder("1", "2");
        registry.deleteModel(new DeleteModelRequest().setName(name));
        assertThatThrownBy(() -> registry.getModel(new GetModelRequest().setName(name)))
                .isInstanceOf(NotFound.class);
    }

    private void ask(String name, String stage) {
        registry.createTransitionRequest(new CreateTransitionRequest()
                .setName(name)
                .setVersion("1")
                .setStage(stage)
                .setComment("please"));
        assertThat(requests(name)).extracting(Activity::getToStage).containsExactly(stage);
    }

    private Iterable<Activity> requests(String name) {
        return registry.listTransitionRequests(
                new ListTransitionRequestsRequest().setName(name).setVersion("1"));
    }

    private void aRequestIsApproved() {
        String name = newModel();
        ask(name, "Production");
        Activity approved = registry.approveTransitionRequest(new ApproveTransitionRequest()
                        .setName(name)
                        .setVersion("1")
                        .setStage("Production")
                        .setArchiveExistingVersions(false))
                .getActivity();
        assertThat(approved.getActivityType()).isEqualTo(ActivityType.APPROVED_REQUEST);
        assertThat(version(name, "1").getCurrentStage()).isEqualTo("Production");
        assertThat(requests(name)).isEmpty();
    }

    private void aRequestIsRejected() {
        String name = newModel();
        ask(name, "Staging");
        Activity rejected = registry.rejectTransitionRequest(new RejectTransitionRequest()
                        .setName(name)
                        .setVersion("1")
                        .setStage("Staging")
                        .setComment("not yet"))
                .getActivity();
        assertThat(rejected.getComment()).isEqualTo("not yet");
        assertThat(version(name, "1").getCurrentStage()).isEqualTo("None");
    }

    private void aVersionIsCommentedOn() {
        CommentObject comment = registry.createComment(
                        new CreateComment().setName(newModel()).setVersion("1").setComment("looks good"))
                .getComment();
        assertThat(comment.getComment()).isEqualTo("looks good");
        registry.deleteComment(new DeleteCommentRequest().setId(comment.getId()));
        assertThatThrownBy(() -> registry.deleteComment(new DeleteCommentRequest().setId(comment.getId())))
                .isInstanceOf(NotFound.class);
    }

    private void aWebhookIsListed() {
        String name = newModel();
        RegistryWebhook made = registry.createWebhook(new CreateRegistryWebhook()
                        .setModelName(name)
                        .setEvents(List.of(RegistryWebhookEvent.COMMENT_CREATED))
                        .setStatus(RegistryWebhookStatus.DISABLED)
                        .setHttpUrlSpec(new HttpUrlSpec().setUrl("https://8.8.8.8/hook").setSecret("of two")))
                .getWebhook();
        ListWebhooksRequest list = new ListWebhooksRequest().setModelName(name);
        assertThat(registry.listWebhooks(list)).extracting(RegistryWebhook::getId).containsExactly(made.getId());
        registry.deleteWebhook(new DeleteWebhookRequest().setId(made.getId()));
        assertThat(registry.listWebhooks(list)).isEmpty();
    }
}
