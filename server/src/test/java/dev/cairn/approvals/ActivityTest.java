package dev.cairn.approvals;

import static dev.cairn.approvals.Team.CAIRN;
import static dev.cairn.approvals.Team.MLFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What was done to a model, and what was at some time, over HTTP.
@OnEachDatabase
final class ActivityTest {
    @RegisterExtension
    final Team team;

    ActivityTest(TestDatabase kind) {
        team = new Team(kind);
    }

    @Test
    void everyChangeIsToldNewestFirstAndStaysWhenTheModelIsRenamed() throws IOException {
        team.post("root", MLFLOW + "registered-models/set-tag", "{'name':'churn','key':'k','value':'v'}");
        alias(1);
        alias(2);
        move(1, "Production", false);
        move(2, "Production", true);
        team.done("root", "DELETE", MLFLOW + "model-versions/delete", "{'name':'churn','version':'2'}");
        team.post("root", MLFLOW + "registered-models/rename", "{'name':'churn','new_name':'leavers'}");

        assertThat(team.activity("reader", "?name=leavers&max_results=9"))
                .containsExactly(
                        "MODEL_RENAMED  churn leavers root",
                        "VERSION_DELETED  Production Deleted_Internal root",
                        "ALIAS_DELETED Champion 2  root",
                        "APPLIED_TRANSITION  None Production root",
                        "SYSTEM_TRANSITION  Production Archived root",
                        "APPLIED_TRANSITION  None Production root",
                        "ALIAS_SET Champion 1 2 root",
                        "ALIAS_SET Champion  1 root",
                        "MODEL_TAG_SET k  v root");
        assertThat(team.activity("reader", "?name=leavers&version=1"))
                .containsExactly(
                        "SYSTEM_TRANSITION  Production Archived root",
                        "APPLIED_TRANSITION  None Production root",
                        "ALIAS_SET Champion  1 root",
                        "VERSION_CREATED   None root");
    }

    @Test
    void pagesFollowEachOther() throws IOException {
        JsonNode first =
                team.ask("root", CAIRN + "registry/activity/list?max_results=2").json();
        String token = first.path("next_page_token").asString();

        assertThat(first.path("activities")).hasSize(2);
        assertThat(team.activity("root", "?max_results=100&page_token=" + token))
                .contains("MODEL_CREATED    root")
                .doesNotContainAnyElementsOf(List.of("VERSION_CREATED 2"));
        assertThat(team.ask("root", CAIRN + "registry/activity/list?version=1").status())
                .isEqualTo(400);
    }

    @Test
    void whatWasDoneIsFoundByItsKindAndByWhoDidIt() throws IOException {
        alias(1);
        team.post("editor", MLFLOW + "registered-models/set-tag", "{'name':'churn','key':'k','value':'v'}");
        team.post("editor", MLFLOW + "comments/create", "{'name':'churn','version':'1','comment':'good'}");

        assertThat(team.activity("reader", "?kinds=ALIAS_SET&kinds=NEW_COMMENT"))
                .containsExactly("NEW_COMMENT    editor", "ALIAS_SET Champion  1 root");
        assertThat(team.activity("reader", "?name=churn&kinds=VERSION_CREATED&kinds=NEW_COMMENT&version=1"))
                .containsExactly("NEW_COMMENT    editor", "VERSION_CREATED   None root");
        assertThat(team.activity("reader", "?user_id=Editor"))
                .containsExactly("NEW_COMMENT    editor", "MODEL_TAG_SET k  v editor");
        assertThat(team.activity("reader", "?name=churn&user_id=editor&kinds=ALIAS_SET"))
                .isEmpty();
        assertThat(team.ask("reader", CAIRN + "registry/activity/list?kinds=ALIASED")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theRulesOfAModelAreToldAsTheyWereAndAre() throws IOException {
        String set = CAIRN + "registry/approval-rules/set";
        team.done("owner", "PUT", set, "{'name':'churn','rules':[{'stage':'Production','by_another':true}]}");
        team.done("owner", "PUT", set, "{'name':'churn','rules':[]}");

        String rules = "[{\"stage\":\"Production\",\"by_another\":true}]";
        assertThat(team.activity("reader", "?kinds=RULES_CHANGED"))
                .containsExactly("RULES_CHANGED  " + rules + "  owner", "RULES_CHANGED   " + rules + " owner");
    }

    @Test
    void nobodyIsToldOfWhatTheyDoNotSee() throws IOException {
        team.post(
                "root",
                "/api/3.0/cairn/permissions/set",
                "{'username':'reader','resource_type':'registered_model','resource_id':'churn','permission':'DENY'}");

        assertThat(team.activity("reader", "")).isEmpty();
        assertThat(team.ask("reader", CAIRN + "registry/activity/list?name=churn")
                        .status())
                .isEqualTo(404);
        assertThat(team.activity("editor", "")).isNotEmpty();
    }

    @Test
    void whatWasAtSomeTimeIsAnsweredFromWhatWasDone() throws IOException, InterruptedException {
        long created = now();
        alias(1);
        move(1, "Production", false);
        long first = now();
        alias(2);
        move(2, "Production", true);
        long second = now();
        team.done("root", "DELETE", MLFLOW + "model-versions/delete", "{'name':'churn','version':'2'}");
        long deleted = now();
        team.post("root", MLFLOW + "registered-models/rename", "{'name':'churn','new_name':'leavers'}");

        assertThat(at("alias=Champion", created)).isEmpty();
        assertThat(at("alias=Champion", first)).containsExactly("1");
        assertThat(at("alias=Champion", second)).containsExactly("2");
        assertThat(at("alias=Champion", deleted)).isEmpty();
        assertThat(at("stage=production", created)).isEmpty();
        assertThat(at("stage=none", created)).containsExactly("1", "2");
        assertThat(at("stage=Production", first)).containsExactly("1");
        assertThat(at("stage=Production", second)).containsExactly("2");
        assertThat(at("stage=Archived", second)).containsExactly("1");
        assertThat(at("stage=Production", deleted)).isEmpty();
        assertThat(at("alias=Champion", 1)).isEmpty();
        assertThat(team.ask("root", CAIRN + "registry/versions-at?name=leavers&timestamp=1")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatSomebodyIsGivenIsWrittenDownWhicheverWayTheyAreGivenIt() throws IOException {
        String on = "'resource_type':'registered_model','resource_id':'churn'";
        String api = "/api/3.0/mlflow/";
        team.post("root", CAIRN + "permissions/set", "{'username':'reader',%s,'permission':'EDIT'}".formatted(on));
        team.post("root", CAIRN + "permissions/set", "{'username':'reader',%s,'permission':'EDIT'}".formatted(on));
        team.post("root", api + "users/permissions/revoke", "{'username':'reader',%s}".formatted(on));
        team.post(
                "root", api + "users/permissions/grant", "{'username':'reader',%s,'permission':'READ'}".formatted(on));
        long role = team.post("root", api + "roles/create", "{'name':'ops','workspace':'default'}")
                .at("/role/id")
                .asLong();
        team.post(
                "root",
                api + "roles/permissions/add",
                "{'role_id':%d,'resource_type':'registered_model','resource_pattern':'churn','permission':'EDIT'}"
                        .formatted(role));
        team.post(
                "root",
                api + "roles/permissions/add",
                "{'role_id':%d,'resource_type':'experiment','resource_pattern':'0','permission':'EDIT'}"
                        .formatted(role));
        team.done("root", "DELETE", api + "roles/delete", "{'role_id':%d}".formatted(role));

        assertThat(team.activity("root", "?name=churn&max_results=7"))
                .containsExactly(
                        "PERMISSION_CHANGED ops EDIT  root",
                        "PERMISSION_CHANGED ops  EDIT root",
                        "PERMISSION_CHANGED reader  READ root",
                        "PERMISSION_CHANGED reader EDIT  root",
                        "PERMISSION_CHANGED reader READ EDIT root",
                        "PERMISSION_CHANGED owner  MANAGE root",
                        "PERMISSION_CHANGED releaser  MANAGE_PRODUCTION_VERSIONS root");
    }

    @Test
    void whoMadeAModelAndAVersionIsTold() throws IOException {
        team.post("editor", MLFLOW + "model-versions/create", "{'name':'churn','source':'s3://bucket/churn'}");
        JsonNode model =
                team.ask("reader", MLFLOW + "registered-models/get?name=churn").json();
        JsonNode numbered = team.ask("reader", MLFLOW + "databricks/registered-models/get?name=churn")
                .json();
        JsonNode version = team.ask("reader", MLFLOW + "model-versions/get?name=churn&version=3")
                .json();

        assertThat(model.at("/registered_model/user_id").asString()).isEqualTo("root");
        assertThat(model.at("/registered_model/latest_versions/0/user_id").asString())
                .isEqualTo("editor");
        assertThat(numbered.at("/registered_model_databricks/user_id").asString())
                .isEqualTo("root");
        assertThat(version.at("/model_version/user_id").asString()).isEqualTo("editor");
    }

    @Test
    void aModelThatIsGoneTakesItsActivityAlong() throws IOException {
        team.done("root", "DELETE", MLFLOW + "registered-models/delete", "{'name':'churn'}");
        team.post("root", MLFLOW + "registered-models/create", "{'name':'churn'}");

        assertThat(team.activity("root", "")).containsExactly("MODEL_CREATED    root");
    }

    private List<String> at(String what, long time) throws IOException {
        JsonNode answer = team.ask("reader", CAIRN + "registry/versions-at?name=leavers&" + what + "&timestamp=" + time)
                .json();
        return answer.path("versions").valueStream().map(JsonNode::asString).toList();
    }

    /// A time after which, by the clock, nothing has been done yet.
    private static long now() throws InterruptedException {
        long time = System.currentTimeMillis();
        while (System.currentTimeMillis() <= time) {
            Thread.sleep(1);
        }
        return time;
    }

    private void alias(int version) throws IOException {
        team.post(
                "root",
                MLFLOW + "registered-models/alias",
                "{'name':'churn','alias':'Champion','version':'%d'}".formatted(version));
    }

    private void move(int version, String stage, boolean archive) throws IOException {
        team.post(
                "root",
                MLFLOW + "model-versions/transition-stage",
                "{'name':'churn','version':'%d','stage':'%s','archive_existing_versions':%b}"
                        .formatted(version, stage, archive));
    }
}
