package dev.cairn.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.webhooks.RegistryWebhookEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The managed platform's webhooks over real HTTP, to a real receiver.
final class ManagedWebhooksTest {
    private static final String HOOKS = "/api/2.0/mlflow/registry-webhooks/";
    private static final String SECRET = "of a webhook";

    @RegisterExtension
    static final RunningServer SQLITE = new RunningServer(TestDatabase.SQLITE);

    @RegisterExtension
    static final RunningServer POSTGRES = new RunningServer(TestDatabase.POSTGRES);

    private Receiver receiver;

    static List<RunningServer> servers() {
        return List.of(SQLITE, POSTGRES);
    }

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aWayToAStageIsToldSignedAndWithItsAuthorization(RunningServer server)
            throws IOException, InterruptedException {
        String model = model(server);
        String other = model(server);
        String id = create(server, model, "MODEL_VERSION_TRANSITIONED_STAGE", "ACTIVE");
        for (String name : List.of(other, model)) {
            server.post("model-versions/create", "{\"name\":\"%s\",\"source\":\"s3://b/x\"}".formatted(name));
            server.post(
                    "model-versions/transition-stage",
                    "{\"name\":\"%s\",\"version\":\"1\",\"stage\":\"Production\",\"archive_existing_versions\":false}"
                            .formatted(name));
        }

        Receiver.Got got = receiver.take();
        assertThat(got.header("Authorization")).isEqualTo("Bearer xyz");
        assertThat(got.header("X-Databricks-Signature")).isEqualTo(signature(got.body()));
        assertThat(got.body())
                .contains(
                        "\"event\":\"MODEL_VERSION_TRANSITIONED_STAGE\"",
                        "\"model_name\":\"" + model + "\"",
                        "\"version\":\"1\"",
                        "\"from_stage\":\"None\"",
                        "\"to_stage\":\"Production\"",
                        "\"webhook_id\":\"" + id + "\"",
                        "\"event_timestamp\":");
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void oneIsListedChangedAndDeletedAndIsNoneOfMlflows(RunningServer server) throws IOException {
        String model = model(server);
        String id = create(server, model, "COMMENT_CREATED", "TEST_MODE");

        Reply list = server.get(HOOKS + "list?events=COMMENT_CREATED&events=MODEL_VERSION_CREATED&model_name=" + model);
        assertThat(list.json().at("/webhooks/0/id").asString()).isEqualTo(id);
        assertThat(list.json().at("/webhooks/0/status").asString()).isEqualTo("TEST_MODE");
        assertThat(list.text()).doesNotContain("xyz").doesNotContain(SECRET);
        assertThat(server.get(HOOKS + "list?events=MODEL_VERSION_CREATED&model_name=" + model)
                        .json()
                        .has("webhooks"))
                .isFalse();
        Reply changed = server.send(Request.json(
                "PATCH",
                HOOKS + "update",
                "{\"id\":\"%s\",\"status\":\"DISABLED\",\"http_url_spec\":{\"enable_ssl_verification\":false}}"
                        .formatted(id)));
        assertThat(changed.json().at("/webhook/http_url_spec/url").asString()).isEqualTo(receiver.url("/"));
        assertThat(changed.json()
                        .at("/webhook/http_url_spec/enable_ssl_verification")
                        .asBoolean())
                .isFalse();
        assertThat(server.get("/api/2.0/mlflow/webhooks/" + id).status()).isEqualTo(404);
        assertThat(server.get("/api/2.0/mlflow/webhooks").text()).doesNotContain(id);
        assertThat(server.send(Request.of("DELETE", HOOKS + "delete?id=" + id)).status())
                .isEqualTo(200);
        assertThat(server.send(Request.json("DELETE", HOOKS + "delete", "{\"id\":\"%s\"}".formatted(id)))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void oneInTestModeHearsExamplesAlone(RunningServer server) throws IOException, InterruptedException {
        String model = model(server);
        String id = create(server, model, "MODEL_VERSION_CREATED", "TEST_MODE");
        server.post("model-versions/create", "{\"name\":\"%s\",\"source\":\"s3://b/x\"}".formatted(model));

        Reply tested = server.send(Request.json("POST", HOOKS + "test", "{\"id\":\"%s\"}".formatted(id)));
        assertThat(tested.json().path("status_code").asInt()).isEqualTo(200);
        assertThat(tested.field("body")).isEqualTo("thanks");
        assertThat(receiver.take().body()).contains("\"model_name\":\"example_model\"");
        assertThat(server.get("/api/3.0/cairn/webhooks/" + id + "/deliveries")
                        .json()
                        .has("deliveries"))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void oneOfADeletedModelGoesWithIt(RunningServer server) throws IOException {
        String model = model(server);
        String id = create(server, model, "MODEL_VERSION_CREATED", "ACTIVE");
        server.send(Request.json(
                "DELETE", RunningServer.API + "registered-models/delete", "{\"name\":\"%s\"}".formatted(model)));

        assertThat(server.get(HOOKS + "list").text()).doesNotContain(id);
    }

    @ParameterizedTest
    @EnumSource(RegistryWebhookEvent.class)
    void ofEachEventThereIsAnExample(RegistryWebhookEvent event) {
        assertThat(ManagedEvents.example(event).event()).isEqualTo(event.name());
    }

    @ParameterizedTest
    @MethodSource("servers")
    void noJobIsRun(RunningServer server) throws IOException {
        Reply refused = server.send(Request.json(
                "POST",
                "/api/2.0/preview/mlflow/registry-webhooks/create",
                "{\"events\":[\"COMMENT_CREATED\"],\"job_spec\":{\"job_id\":\"1\",\"access_token\":\"x\"}}"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo("This server runs no jobs: give the webhook an http_url_spec.");
    }

    private String create(RunningServer server, String model, String event, String status) throws IOException {
        Reply made = server.send(Request.json(
                "POST",
                HOOKS + "create",
                "{\"model_name\":\"%s\",\"events\":[\"%s\"],\"status\":\"%s\",\"http_url_spec\":{\"url\":\"%s\",\"secret\":\"%s\",\"authorization\":\"Bearer xyz\"}}"
                        .formatted(model, event, status, receiver.url("/"), SECRET)));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(made.text()).doesNotContain("xyz").doesNotContain(SECRET);
        return made.json().at("/webhook/id").asString();
    }

    private static String model(RunningServer server) throws IOException {
        return server.post("registered-models/create", "{\"name\":\"m%s\"}".formatted(UUID.randomUUID()))
                .json()
                .at("/registered_model/name")
                .asString();
    }
}
