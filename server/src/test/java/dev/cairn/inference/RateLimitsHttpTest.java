package dev.cairn.inference;

import static dev.cairn.serving.ServedModels.ENDPOINTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.serving.ServedModels;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How often endpoints may be called, in the managed platform's words, over real HTTP.
@OnEachDatabase
class RateLimitsHttpTest {
    private static final String ROW = "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]]}";
    private static final String ENTITIES =
            "{\"served_entities\": [{\"entity_name\": \"iris\", \"entity_version\": \"1\"}]}";
    private static final String TWO = "[{\"calls\": 2, \"key\": \"%s\", \"renewal_period\": \"minute\"}]";

    private final RunningServer server;
    private ServedModels models;

    RateLimitsHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
        models = new ServedModels(server);
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
        models = new ServedModels(server, as("root"));
        models.register("iris", "classifier");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private static String as(String name) {
        return Request.basic(name, RunningServer.PASSWORD);
    }

    private Reply send(String method, String path, String body) throws IOException {
        return server.send(Request.json(method, path, body).with(as("root")));
    }

    private void create(String rest) throws IOException {
        Reply made = send("POST", ENDPOINTS, "{\"name\": \"flowers\", \"config\": %s%s}".formatted(ENTITIES, rest));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        models.settled("flowers");
    }

    private Reply limit(String limits) throws IOException {
        return send("PUT", ENDPOINTS + "/flowers/rate-limits", "{\"rate_limits\": %s}".formatted(limits));
    }

    private Reply ask(String who) throws IOException {
        return server.send(Request.json("POST", "/serving-endpoints/flowers/invocations", ROW)
                .with(as(who)));
    }

    /// Of the answer to a request whose body does not come.
    private int statusOfHead(String path) throws IOException {
        try (RawHttp connection = server.connect()) {
            return connection
                    .send(Request.json("POST", path, "").with(as("root")).with("Content-Length: 500000"))
                    .readHead()
                    .status();
        }
    }

    @Test
    void whoCallsAnEndpointTooOftenIsToldWhenToCallAgain() throws IOException {
        create("");
        Reply limited = limit(TWO.formatted("endpoint"));
        assertThat(limited.json().at("/rate_limits/0/calls").asInt()).isEqualTo(2);
        ask("root");
        assertThat(ask("root").status()).isEqualTo(200);

        Reply refused = ask("root");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.errorCode()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(refused.message()).contains("This endpoint takes 2/m requests.");
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 30);
        Reply ofOpenAi = send("POST", "/serving-endpoints/chat/completions", "{\"model\": \"flowers\"}");
        assertThat(ofOpenAi.status()).isEqualTo(429);
        assertThat(statusOfHead("/serving-endpoints/flowers/invocations")).isEqualTo(429);
        assertThat(statusOfHead("/v2/models/flowers/infer")).isEqualTo(429);
        assertThat(send("GET", ENDPOINTS + "/flowers", "")
                        .json()
                        .at("/rate_limits/0/key")
                        .asString())
                .isEqualTo("endpoint");

        limit("[]");

        assertThat(ask("root").status()).isEqualTo(200);
        assertThat(send("GET", "/api/3.0/cairn/serving-endpoints/flowers/events", "")
                        .text())
                .contains("RATE_LIMITS_SET", "endpoint 2");
    }

    @Test
    void onePersonsCallsKeepNobodyElseWaiting() throws IOException {
        send(
                "POST",
                "/api/2.0/mlflow/users/create",
                "{\"username\": \"ann\", \"password\": \"%s\"}".formatted(RunningServer.PASSWORD));
        create(", \"ai_gateway\": {\"rate_limits\": %s}".formatted(TWO.formatted("user")));
        String id = models.get("flowers").field("id");
        send(
                "PATCH",
                "/api/2.0/permissions/serving-endpoints/" + id,
                "{\"access_control_list\": [{\"user_name\": \"ann\", \"permission_level\": \"CAN_QUERY\"}]}");
        ask("root");
        assertThat(ask("root").status()).isEqualTo(200);
        assertThat(ask("root").message()).contains("Of one account this endpoint takes 2/m requests.");
        assertThat(ask("ann").status()).isEqualTo(200);
    }

    @Test
    void limitsStayWhenTheTableOrTheConfigurationChanges() throws IOException {
        create(", \"rate_limits\": %s".formatted(TWO.formatted("endpoint")));
        send("PUT", "/api/3.0/cairn/serving-endpoints/flowers/inference-table", "{\"retention_days\": 3}");
        models.update("flowers", ENTITIES);
        assertThat(models.settled("flowers")
                        .json()
                        .at("/ai_gateway/rate_limits/0/calls")
                        .asInt())
                .isEqualTo(2);
        send("PUT", ENDPOINTS + "/flowers/ai-gateway", "{}");
        assertThat(models.get("flowers").json().at("/ai_gateway/rate_limits").isMissingNode())
                .isTrue();
        assertThat(send("GET", "/api/3.0/cairn/serving-endpoints/flowers/inference-table", "")
                        .json()
                        .path("retention_days")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void limitsThatThisServerCannotKeepAreRefused() throws IOException {
        create("");
        for (String wrong : List.of(
                "[{}]",
                "[{\"calls\": 0}]",
                "[{\"calls\": 1, \"key\": \"user_group\"}]",
                "[{\"calls\": 1, \"principal\": \"ann\"}]",
                "[{\"calls\": 1, \"tokens\": 5}]",
                "[{\"calls\": 1, \"renewal_period\": \"hour\"}]",
                "[{\"calls\": 1}, {\"calls\": 2, \"key\": \"endpoint\"}]")) {
            Reply refused = limit(wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.message()).contains("rate_limits[");
        }
        assertThat(models.get("flowers").json().has("rate_limits")).isFalse();
    }

    @Test
    void whatThePlatformHasBesidesIsRefusedWithASentence() throws IOException {
        create("");
        for (String path : List.of("/flowers/notifications", "/flowers/telemetry-config")) {
            assertThat(send("PATCH", ENDPOINTS + path, "{}").errorCode()).isEqualTo("NOT_IMPLEMENTED");
        }
        Reply refused = send("POST", ENDPOINTS + "/pt", "{\"name\": \"a\"}");
        assertThat(refused.status()).isEqualTo(501);
        assertThat(refused.message()).contains("workload_size");
    }
}
