package dev.cairn.serving;

import static dev.cairn.serving.ServedModels.ENDPOINTS;
import static dev.cairn.serving.ServedModels.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Who reaches the endpoints of a workspace, and what of them.
@OnEachDatabase
class EndpointAccessTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String BODY = "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]]}";

    private final RunningServer server;
    private String id = "";

    EndpointAccessTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
        ServedModels models = new ServedModels(server, Request.basic("root", PASSWORD));
        models.register("iris", "classifier");
        models.create("flowers", config("iris", "1"));
        id = models.settled("flowers").field("id");
        root(Request.json(
                "POST",
                "/api/2.0/mlflow/users/create",
                "{\"username\": \"bob\", \"password\": \"%s\"}".formatted(PASSWORD)));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void whoOnlyUsesTheWorkspaceSeesAnEndpointButDoesNotAskIt() throws IOException {
        assertThat(bob(Request.of("GET", ENDPOINTS + "/flowers"))
                        .json()
                        .at("/permission_level")
                        .asString())
                .isEqualTo("CAN_VIEW");
        assertThat(ask().status()).isEqualTo(403);
        assertThat(bob(Request.json("DELETE", ENDPOINTS + "/flowers", "")).status())
                .isEqualTo(403);
    }

    /// What an endpoint answers is as much as its files tell.
    @Test
    void aVersionIsNotServedThatWhoConfiguredTheEndpointMayNotReadAnyMore() throws IOException {
        ServedModels rootsModels = new ServedModels(server, Request.basic("root", PASSWORD));
        ServedModels bobsModels = new ServedModels(server, Request.basic("bob", PASSWORD));
        rootsModels.register("iris", "classifier");
        rootsModels.alias("iris", "Champion", "1");
        assertThat(bobsModels.create("his", config("iris", "@Champion")).status())
                .isEqualTo(200);
        assertThat(bobsModels.settled("his").json().at("/state/ready").asString())
                .isEqualTo("READY");
        assertThat(root(Request.json(
                                "POST",
                                "/api/3.0/cairn/permissions/set",
                                "{\"resource_type\": \"registered_model\", \"resource_id\": \"iris\", \"username\": \"bob\", \"permission\": \"DENY\"}"))
                        .status())
                .isEqualTo(200);

        rootsModels.alias("iris", "Champion", "2");

        JsonNode entity = entityThatComplains("his");
        assertThat(entity.at("/state/deployment_state_message").asString())
                .contains("bob, who configured the endpoint, may not read the model iris any more");
        assertThat(bob(Request.json("POST", "/serving-endpoints/his/invocations", BODY))
                        .status())
                .isEqualTo(200);
    }

    private JsonNode entityThatComplains(String endpoint) throws IOException {
        while (true) {
            JsonNode entity =
                    root(Request.of("GET", ENDPOINTS + "/" + endpoint)).json().at("/config/served_entities/0");
            if (!entity.at("/state/deployment_state_message").isMissingNode()) {
                return entity;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void whoMayQueryAsksItAndChangesNothing() throws IOException {
        give("CAN_QUERY");
        assertThat(ask().status()).isEqualTo(200);
        assertThat(bob(Request.of("GET", ENDPOINTS))
                        .json()
                        .at("/endpoints/0/permission_level")
                        .asString())
                .isEqualTo("CAN_QUERY");
        assertThat(bob(Request.json("PUT", ENDPOINTS + "/flowers/config", config("iris", "1")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theAuditLogTellsOnceAMinuteWhoAsksAnEndpoint() throws IOException {
        give("CAN_QUERY");
        ask();
        ask();
        assertThat(root(Request.of("GET", "/api/3.0/cairn/audit/search?actor=bob"))
                        .json()
                        .at("/records"))
                .extracting(record -> record.at("/action").asString())
                .containsOnlyOnce("POST /serving-endpoints/{name}/invocations");
    }

    @Test
    void whoManagesItChangesItAndSaysWhoMay() throws IOException {
        give("CAN_MANAGE");
        assertThat(bob(Request.of("GET", "/api/2.0/permissions/serving-endpoints/" + id))
                        .text())
                .contains("CAN_MANAGE", "bob");
        assertThat(bob(Request.json("DELETE", ENDPOINTS + "/flowers", "")).status())
                .isEqualTo(200);
    }

    @Test
    void thePermissionsOfADeletedEndpointAreNotThoseOfTheNextOne() throws IOException {
        give("CAN_MANAGE");
        bob(Request.json("DELETE", ENDPOINTS + "/flowers", ""));
        ServedModels models = new ServedModels(server, Request.basic("root", PASSWORD));
        models.create("flowers", config("iris", "1"));
        assertThat(bob(Request.of("GET", ENDPOINTS + "/flowers"))
                        .json()
                        .at("/permission_level")
                        .asString())
                .isEqualTo("CAN_VIEW");
    }

    @Test
    void levelsAreThoseOfEndpoints() throws IOException {
        assertThat(root(Request.of("GET", "/api/2.0/permissions/serving-endpoints/%s/permissionLevels".formatted(id)))
                        .text())
                .contains("CAN_VIEW", "CAN_QUERY", "CAN_MANAGE")
                .doesNotContain("CAN_READ", "CAN_EDIT");
        assertThat(give("CAN_EDIT").status()).isEqualTo(400);
    }

    @Test
    void anotherWorkspaceHasNothingOfIt() throws IOException {
        root(Request.json("POST", "/api/3.0/mlflow/workspaces", "{\"name\": \"other\"}"));
        String elsewhere = "X-MLFLOW-WORKSPACE: other";
        assertThat(root(Request.of("GET", ENDPOINTS).with(elsewhere)).text()).doesNotContain("flowers");
        assertThat(root(Request.of("GET", ENDPOINTS + "/flowers").with(elsewhere))
                        .status())
                .isEqualTo(404);
        assertThat(root(Request.json("POST", "/serving-endpoints/flowers/invocations", BODY)
                                .with(elsewhere))
                        .status())
                .isEqualTo(404);
        assertThat(root(Request.json(
                                        "POST",
                                        ENDPOINTS,
                                        "{\"name\": \"flowers\", \"config\": %s}".formatted(config("iris", "1")))
                                .with(elsewhere))
                        .errorCode())
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    private Reply give(String level) throws IOException {
        return root(Request.json(
                "PATCH",
                "/api/2.0/permissions/serving-endpoints/" + id,
                "{\"access_control_list\": [{\"user_name\": \"bob\", \"permission_level\": \"%s\"}]}"
                        .formatted(level)));
    }

    private Reply ask() throws IOException {
        return bob(Request.json("POST", "/serving-endpoints/flowers/invocations", BODY));
    }

    private Reply root(Request request) throws IOException {
        return server.send(request.with(Request.basic("root", PASSWORD)));
    }

    private Reply bob(Request request) throws IOException {
        return server.send(request.with(Request.basic("bob", PASSWORD)));
    }
}
