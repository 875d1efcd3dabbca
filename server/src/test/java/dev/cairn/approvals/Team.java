package dev.cairn.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/// A server with people: root, who made the model `churn` with two versions, and others with a level on it each.
final class Team implements BeforeEachCallback, AfterEachCallback {
    static final String MLFLOW = "/api/2.0/mlflow/";
    static final String CAIRN = "/api/3.0/cairn/";
    private static final String PASSWORD = RunningServer.PASSWORD;

    private final RunningServer server;

    Team(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        server.start();
        server.setUp();
        post("root", MLFLOW + "registered-models/create", "{'name':'churn'}");
        version();
        version();
        add("reader", "CAN_READ");
        add("editor", "CAN_EDIT");
        add("stager", "CAN_MANAGE_STAGING_VERSIONS");
        add("releaser", "CAN_MANAGE_PRODUCTION_VERSIONS");
        add("owner", "CAN_MANAGE");
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        server.stop();
    }

    void version() throws IOException {
        post("root", MLFLOW + "model-versions/create", "{'name':'churn','source':'s3://bucket/churn'}");
    }

    private void add(String user, String level) throws IOException {
        post("root", MLFLOW + "users/create", "{'username':'%s','password':'%s'}".formatted(user, PASSWORD));
        String id = ask("root", MLFLOW + "databricks/registered-models/get?name=churn")
                .json()
                .at("/registered_model_databricks/id")
                .asString();
        done(
                "root",
                "PATCH",
                "/api/2.0/permissions/registered-models/" + id,
                "{'access_control_list':[{'user_name':'%s','permission_level':'%s'}]}".formatted(user, level));
    }

    /// Sends what must be done.
    JsonNode post(String who, String path, String body) throws IOException {
        return done(who, "POST", path, body);
    }

    JsonNode done(String who, String method, String path, String body) throws IOException {
        Reply reply = send(who, method, path, body);
        assertThat(reply.status()).as(who + " " + path + " " + reply.text()).isEqualTo(200);
        return reply.json();
    }

    Reply send(String who, String method, String path, String body) throws IOException {
        return server.send(as(who, Request.json(method, path, json(body))));
    }

    Reply ask(String who, String path) throws IOException {
        return server.send(as(who, Request.of("GET", path)));
    }

    private static Request as(String who, Request request) {
        return request.with("Authorization: " + Request.credentials(who, PASSWORD));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    /// The code of a refusal.
    String refused(String who, String path, String body) throws IOException {
        Reply reply = send(who, "POST", path, body);
        assertThat(reply.status()).as(who + " " + path + " " + reply.text()).isBetween(400, 499);
        return reply.errorCode();
    }

    /// The stage of a version of churn.
    String stage(int version) throws IOException {
        return ask("root", MLFLOW + "model-versions/get?name=churn&version=" + version)
                .json()
                .at("/model_version/current_stage")
                .asString();
    }

    /// What was done, newest first, as `kind subject from to`.
    List<String> activity(String who, String query) throws IOException {
        List<String> told = new ArrayList<>();
        for (JsonNode one :
                ask(who, CAIRN + "registry/activity/list" + query).json().path("activities")) {
            told.add(String.join(
                    " ",
                    one.path("kind").asString(),
                    one.path("subject").asString(""),
                    one.path("from").asString(""),
                    one.path("to").asString(""),
                    one.path("user_id").asString()));
        }
        return told;
    }

    /// The requests of a list, newest first, as `version target by`.
    List<String> requests(String who, String query) throws IOException {
        List<String> told = new ArrayList<>();
        for (JsonNode one :
                ask(who, CAIRN + "registry/requests/list" + query).json().path("requests")) {
            told.add("%s %s%s %s"
                    .formatted(
                            one.path("version").asString(),
                            one.path("stage").asString(""),
                            one.path("alias").asString(""),
                            one.path("created_by").asString()));
        }
        return told;
    }
}
