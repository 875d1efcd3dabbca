package dev.cairn.approvals;

import static dev.cairn.approvals.Team.CAIRN;
import static dev.cairn.approvals.Team.MLFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Requests that versions be moved, who decides them, and what takes one, over HTTP.
@OnEachDatabase
final class RequestsTest {
    private static final String PRODUCTION = "{'name':'churn','version':'1','stage':'Production','comment':'ready'}";
    private static final String STAGING = "{'name':'churn','version':'1','stage':'Staging'}";
    private static final String DENIED = "PERMISSION_DENIED";

    @RegisterExtension
    final Team team;

    RequestsTest(TestDatabase kind) {
        team = new Team(kind);
    }

    @Test
    void whoReadsAsksAndWhoMayMoveApproves() throws IOException {
        JsonNode request = team.post("reader", MLFLOW + "transition-requests/create", PRODUCTION)
                .path("request");
        assertThat(request.path("user_id").asString()).isEqualTo("reader");
        assertThat(request.path("available_actions")).hasToString("[\"CANCEL_TRANSITION_REQUEST\"]");
        assertThat(team.refused("reader", MLFLOW + "transition-requests/create", PRODUCTION))
                .isEqualTo("RESOURCE_ALREADY_EXISTS");
        JsonNode open = team.ask("editor", MLFLOW + "transition-requests/list?name=churn&version=1")
                .json()
                .at("/requests/0");
        assertThat(open.path("activity_type").asString()).isEqualTo("REQUESTED_TRANSITION");
        assertThat(open.path("to_stage").asString()).isEqualTo("Production");

        for (String who : List.of("reader", "editor", "stager")) {
            assertThat(team.refused(who, MLFLOW + "transition-requests/approve", PRODUCTION))
                    .isEqualTo(DENIED);
            assertThat(team.refused(who, MLFLOW + "transition-requests/reject", PRODUCTION))
                    .isEqualTo(DENIED);
        }
        JsonNode approved = team.post("releaser", MLFLOW + "transition-requests/approve", PRODUCTION)
                .path("activity");
        assertThat(approved.path("activity_type").asString()).isEqualTo("APPROVED_REQUEST");
        assertThat(approved.path("comment").asString()).isEqualTo("ready");
        assertThat(team.stage(1)).isEqualTo("Production");
        assertThat(team.refused("releaser", MLFLOW + "transition-requests/approve", PRODUCTION))
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(team.activity("reader", "?name=churn&version=1"))
                .containsExactly(
                        "APPLIED_TRANSITION  None Production releaser",
                        "APPROVED_REQUEST  None Production releaser",
                        "REQUESTED_TRANSITION  None Production reader",
                        "VERSION_CREATED   None root");
    }

    @Test
    void levelsOfStagesCountWhereAStageMoves() throws IOException {
        String managed = MLFLOW + "databricks/model-versions/transition-stage";
        String stock = MLFLOW + "model-versions/transition-stage";
        assertThat(team.refused("editor", managed, STAGING)).isEqualTo(DENIED);
        assertThat(team.refused("stager", managed, PRODUCTION)).isEqualTo(DENIED);
        assertThat(team.refused("stager", stock, PRODUCTION)).isEqualTo(DENIED);
        assertThat(team.refused("reader", stock, STAGING)).isEqualTo(DENIED);

        JsonNode moved = team.post("stager", managed, STAGING).path("model_version_databricks");
        assertThat(moved.path("current_stage").asString()).isEqualTo("Staging");
        assertThat(moved.path("user_id").asString()).isEqualTo("root");
        assertThat(moved.path("permission_level").asString()).isEqualTo("CAN_MANAGE_STAGING_VERSIONS");
        team.post("editor", stock, PRODUCTION);
        assertThat(team.refused("stager", managed, STAGING)).isEqualTo(DENIED);
        team.post("releaser", managed, STAGING);
    }

    @Test
    void oneRejectsAndTheOneWhoAskedOrManagesTakesBack() throws IOException {
        team.post("reader", MLFLOW + "transition-requests/create", STAGING);
        team.post("editor", MLFLOW + "transition-requests/create", STAGING);
        String mine = "{'name':'churn','version':'1','stage':'Staging','creator':'reader'}";
        assertThat(team.send("editor", "DELETE", MLFLOW + "transition-requests/delete", mine)
                        .status())
                .isEqualTo(403);
        team.done("reader", "DELETE", MLFLOW + "transition-requests/delete", mine);
        assertThat(team.send("reader", "DELETE", MLFLOW + "transition-requests/delete", mine)
                        .status())
                .isEqualTo(404);
        assertThat(team.requests("reader", "?name=churn&version=1")).containsExactly("1 Staging editor");
        team.post("stager", MLFLOW + "transition-requests/reject", STAGING);
        assertThat(team.requests("reader", "")).isEmpty();
        assertThat(team.stage(1)).isEqualTo("None");
        team.post("editor", MLFLOW + "transition-requests/create", STAGING);
        team.done(
                "owner",
                "DELETE",
                MLFLOW + "transition-requests/delete",
                "{'name':'churn','version':'1','stage':'Staging','creator':'editor'}");
    }

    @Test
    void aRuleWantsARequestThatSomebodyElseApproves() throws IOException {
        String rules = "{'name':'churn','rules':[{'stage':'production','by_another':true},{'alias':'Champion'}]}";
        assertThat(team.send("releaser", "PUT", CAIRN + "registry/approval-rules/set", rules)
                        .status())
                .isEqualTo(403);
        team.done("owner", "PUT", CAIRN + "registry/approval-rules/set", rules);
        assertThat(team.ask("reader", CAIRN + "registry/approval-rules/get?name=churn")
                        .json()
                        .path("rules"))
                .hasSize(2);
        for (String path : List.of("model-versions/", "databricks/model-versions/")) {
            Reply direct = team.send("root", "POST", MLFLOW + path + "transition-stage", PRODUCTION);
            assertThat(direct.status()).isEqualTo(403);
            assertThat(direct.message()).contains("approved request");
        }
        String champion = "{'name':'churn','version':'1','alias':'Champion'}";
        assertThat(team.refused("root", MLFLOW + "registered-models/alias", champion))
                .isEqualTo(DENIED);

        team.post("releaser", MLFLOW + "transition-requests/create", PRODUCTION);
        assertThat(team.refused("releaser", MLFLOW + "transition-requests/approve", PRODUCTION))
                .isEqualTo(DENIED);
        team.post("owner", MLFLOW + "transition-requests/approve", PRODUCTION);
        assertThat(team.stage(1)).isEqualTo("Production");
        team.post("releaser", MLFLOW + "model-versions/transition-stage", PRODUCTION);

        String id = id(team.post("editor", CAIRN + "registry/requests/create", champion));
        assertThat(team.refused("editor", CAIRN + "registry/requests/approve", "{'request_id':'%s'}".formatted(id)))
                .isEqualTo(DENIED);
        team.post("releaser", CAIRN + "registry/requests/approve", "{'request_id':'%s'}".formatted(id));
        assertThat(team.ask("root", MLFLOW + "registered-models/alias?name=churn&alias=Champion")
                        .json()
                        .at("/model_version/version")
                        .asString())
                .isEqualTo("1");
        team.post("editor", MLFLOW + "registered-models/alias", champion);
        assertThat(team.send(
                                "editor",
                                "DELETE",
                                MLFLOW + "registered-models/alias",
                                "{'name':'churn','alias':'Champion'}")
                        .status())
                .isEqualTo(403);
        team.done("owner", "DELETE", MLFLOW + "registered-models/alias", "{'name':'churn','alias':'Champion'}");
        team.done("owner", "PUT", CAIRN + "registry/approval-rules/set", "{'name':'churn','rules':[]}");
        team.post("editor", MLFLOW + "registered-models/alias", champion);
    }

    @Test
    void theInboxHasWhatOneMayDecide() throws IOException {
        team.post("reader", MLFLOW + "transition-requests/create", PRODUCTION);
        team.post("stager", MLFLOW + "transition-requests/create", STAGING);
        team.post("editor", CAIRN + "registry/requests/create", "{'name':'churn','version':'2','alias':'best'}");
        team.done(
                "owner",
                "PUT",
                CAIRN + "registry/approval-rules/set",
                "{'name':'churn','rules':[{'stage':'Staging','by_another':true}]}");

        assertThat(team.requests("reader", "?of=waiting")).isEmpty();
        assertThat(team.requests("editor", "?of=waiting")).isEmpty();
        assertThat(team.requests("stager", "?of=waiting")).isEmpty();
        assertThat(team.requests("releaser", "?of=waiting"))
                .containsExactly("2 best editor", "1 Staging stager", "1 Production reader");
        assertThat(team.requests("root", "?of=waiting"))
                .containsExactly("2 best editor", "1 Staging stager", "1 Production reader");
        assertThat(team.requests("reader", "?of=mine")).containsExactly("1 Production reader");
        JsonNode page = team.ask("releaser", CAIRN + "registry/requests/list?of=waiting&max_results=1")
                .json();
        assertThat(page.path("requests")).hasSize(1);
        assertThat(team.requests(
                        "releaser",
                        "?of=waiting&page_token=" + page.path("next_page_token").asString()))
                .containsExactly("1 Staging stager", "1 Production reader");
        assertThat(team.ask("root", CAIRN + "registry/requests/list?of=others").status())
                .isEqualTo(400);
    }

    @Test
    void requestsEndWithWhatTheyAreAbout() throws IOException {
        team.post("reader", MLFLOW + "transition-requests/create", PRODUCTION);
        team.post("reader", MLFLOW + "transition-requests/create", STAGING);
        team.post("releaser", MLFLOW + "model-versions/transition-stage", PRODUCTION);
        assertThat(team.requests("reader", "")).containsExactly("1 Staging reader");
        team.done("root", "DELETE", MLFLOW + "model-versions/delete", "{'name':'churn','version':'1'}");
        assertThat(team.requests("reader", "")).isEmpty();
    }

    @Test
    void ofApprovalsAndADeletionAtOnceEachEndsCleanly() throws Exception {
        for (int version = 3; version <= 8; version++) {
            team.version();
            String body = "{'name':'churn','version':'%d','stage':'Production'}".formatted(version);
            String deletion = "{'name':'churn','version':'%d'}".formatted(version);
            team.post("reader", MLFLOW + "transition-requests/create", body);
            Callable<Integer> approve =
                    () -> team.send("releaser", "POST", MLFLOW + "transition-requests/approve", body)
                            .status();
            Callable<Integer> delete = () -> team.send("owner", "DELETE", MLFLOW + "model-versions/delete", deletion)
                    .status();
            List<Integer> answers = together(List.of(approve, approve, delete));

            assertThat(answers.get(2)).isEqualTo(200);
            assertThat(answers.subList(0, 2)).contains(404).isSubsetOf(200, 404);
            assertThat(team.ask("root", MLFLOW + "model-versions/get?name=churn&version=" + version)
                            .status())
                    .isEqualTo(404);
            assertThat(team.requests("reader", "")).isEmpty();
        }
    }

    @Test
    void twoWhoApproveAtOnceDoItOnce() throws Exception {
        for (int version = 3; version <= 8; version++) {
            team.version();
            String body = "{'name':'churn','version':'%d','stage':'Production'}".formatted(version);
            team.post("reader", MLFLOW + "transition-requests/create", body);
            Callable<Integer> approve =
                    () -> team.send("releaser", "POST", MLFLOW + "transition-requests/approve", body)
                            .status();

            assertThat(together(List.of(approve, approve))).containsExactlyInAnyOrder(200, 404);
            assertThat(team.stage(version)).isEqualTo("Production");
        }
    }

    @Test
    void whoeverSeesAVersionCommentsAndOnlyTheyChangeIt() throws IOException {
        JsonNode comment = team.post(
                        "reader", MLFLOW + "comments/create", "{'name':'churn','version':'1','comment':'hm'}")
                .path("comment");
        String id = comment.path("id").asString();
        assertThat(comment.path("user_id").asString()).isEqualTo("reader");
        assertThat(comment.path("available_actions")).hasToString("[\"EDIT_COMMENT\",\"DELETE_COMMENT\"]");
        String better = "{'id':'%s','comment':'better'}".formatted(id);
        assertThat(team.send("root", "PATCH", MLFLOW + "comments/update", better)
                        .status())
                .isEqualTo(403);
        assertThat(team.done("reader", "PATCH", "/api/2.0/preview/mlflow/comments/update", better)
                        .at("/comment/comment")
                        .asString())
                .isEqualTo("better");
        String mine = "{'id':'%s'}".formatted(id);
        assertThat(team.send("editor", "DELETE", MLFLOW + "comments/delete", mine)
                        .status())
                .isEqualTo(403);
        team.done("owner", "DELETE", MLFLOW + "comments/delete", mine);
        assertThat(team.send("reader", "DELETE", MLFLOW + "comments/delete", mine)
                        .status())
                .isEqualTo(404);
    }

    private static String id(JsonNode answer) {
        return answer.at("/request/request_id").asString();
    }

    private static List<Integer> together(List<Callable<Integer>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = threads.invokeAll(calls);
            return List.of(running.stream().map(Future::resultNow).toArray(Integer[]::new));
        }
    }
}
