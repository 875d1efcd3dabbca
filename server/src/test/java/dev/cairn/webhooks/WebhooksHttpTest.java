package dev.cairn.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.Database;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// MLflow's webhooks over real HTTP (semantics, section 15), to a real receiver.
final class WebhooksHttpTest {
    private static final String HOOKS = "/api/2.0/mlflow/webhooks";
    private static final String SECRET = "of a webhook";

    @RegisterExtension
    static final RunningServer SQLITE = new RunningServer(TestDatabase.SQLITE);

    @RegisterExtension
    static final RunningServer POSTGRES = new RunningServer(TestDatabase.POSTGRES);

    @RegisterExtension
    static final RunningServer STRICT = new RunningServer().withStrictWebhooks();

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
    void aWebhookIsMadeReadChangedAndDeleted(RunningServer server) throws IOException {
        Reply made = create(server, "REGISTERED_MODEL", "CREATED");
        String id = made.json().at("/webhook/webhook_id").asString();
        assertThat(made.json().at("/webhook/status").asString()).isEqualTo("ACTIVE");
        assertThat(made.json().at("/webhook/events/0/entity").asString()).isEqualTo("REGISTERED_MODEL");

        Reply changed = server.send(Request.json(
                "PATCH", HOOKS + "/" + id, "{\"name\":\"other\",\"status\":\"DISABLED\",\"description\":\"\"}"));
        assertThat(changed.json().at("/webhook/name").asString()).isEqualTo("other");
        Reply read = server.get(HOOKS + "/" + id);
        assertThat(read.json()).isEqualTo(changed.json());
        assertThat(read.json().at("/webhook/events/0/action").asString()).isEqualTo("CREATED");
        assertThat(server.get(HOOKS).json().at("/webhooks/0/webhook_id").asString())
                .isEqualTo(id);

        assertThat(server.send(Request.of("DELETE", HOOKS + "/" + id)).status()).isEqualTo(200);
        Reply gone = server.get(HOOKS + "/" + id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.message()).isEqualTo("Webhook with ID " + id + " not found.");
        assertThat(gone.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aSecretIsNeverGivenOutAndNotInTheDatabase(RunningServer server) throws IOException {
        Reply made = create(server, "REGISTERED_MODEL", "CREATED");
        String id = made.json().at("/webhook/webhook_id").asString();

        assertThat(made.text()).doesNotContain(SECRET);
        assertThat(server.get(HOOKS + "/" + id).text()).doesNotContain(SECRET).doesNotContain("secret");
        try (Database database = Database.open(server.database())) {
            List<String> sealed = database.read(
                    tx -> tx.query("SELECT secret FROM webhooks WHERE webhook_id = ?", row -> row.getString(1), id));
            assertThat(sealed).singleElement().asString().doesNotContain(SECRET).hasSizeGreaterThan(40);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatHappensIsToldSigned(RunningServer server) throws IOException, InterruptedException {
        create(server, "MODEL_VERSION", "CREATED");
        String model = model(server, "");
        server.post(
                "model-versions/create",
                "{\"name\":\"%s\",\"source\":\"s3://bucket/x\",\"tags\":[{\"key\":\"k\",\"value\":\"é\"}]}"
                        .formatted(model));

        Receiver.Got got = receiver.take();
        assertThat(got.path()).isEqualTo("/hook?of=models");
        assertThat(got.header("Content-Type")).isEqualTo("application/json");
        assertThat(got.header("X-MLflow-Signature")).isEqualTo("v1," + signature(got));
        assertThat(got.body().replaceAll("\"timestamp\":\"[-0-9T:.]+\\+00:00\"", "\"timestamp\":\"…\""))
                .isEqualTo(
                        "{\"entity\":\"model_version\",\"action\":\"created\",\"timestamp\":\"…\",\"data\":{\"name\":\"%s\",\"version\":\"1\",\"source\":\"s3://bucket/x\",\"run_id\":null,\"tags\":{\"k\":\"é\"},\"description\":null},\"workspace\":\"default\"}"
                                .formatted(model));
    }

    private static String signature(Receiver.Got got) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed =
                    got.header("X-MLflow-Delivery-Id") + "." + got.header("X-MLflow-Timestamp") + "." + got.body();
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void promptsAreToldOfAsPrompts(RunningServer server) throws IOException, InterruptedException {
        create(server, "PROMPT_VERSION", "CREATED");
        String prompt = model(server, "{\"key\":\"mlflow.prompt.is_prompt\",\"value\":\"true\"}");
        server.post(
                "model-versions/create",
                "{\"name\":\"%s\",\"source\":\"dummy-source\",\"description\":\"d\",\"tags\":[{\"key\":\"mlflow.prompt.is_prompt\",\"value\":\"true\"},{\"key\":\"mlflow.prompt.text\",\"value\":\"Hi {{you}}\"},{\"key\":\"k\",\"value\":\"v\"}]}"
                        .formatted(prompt));

        assertThat(receiver.take().body())
                .contains(
                        "\"entity\":\"prompt_version\",\"action\":\"created\"",
                        "\"data\":{\"name\":\"%s\",\"version\":\"1\",\"template\":\"Hi {{you}}\",\"tags\":{\"k\":\"v\"},\"description\":\"d\"}"
                                .formatted(prompt));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aTestSendsAnExampleAndShowsTheAnswer(RunningServer server) throws IOException, InterruptedException {
        String id = create(server, "BUDGET_POLICY", "EXCEEDED")
                .json()
                .at("/webhook/webhook_id")
                .asString();
        receiver.answers(418);

        Reply first = server.send(Request.json("POST", HOOKS + "/" + id + "/test", "{}"));
        assertThat(first.json().at("/result/success").asBoolean()).isFalse();
        assertThat(first.json().at("/result/response_status").asInt()).isEqualTo(418);
        assertThat(first.json().at("/result/response_body").asString()).isEqualTo("thanks");
        assertThat(receiver.take().body()).contains("\"budget_policy_id\":\"bp-abc123\"");
        Reply second = server.send(Request.json(
                "POST",
                HOOKS + "/" + id + "/test",
                "{\"event\":{\"entity\":\"PROMPT_ALIAS\",\"action\":\"DELETED\"}}"));
        assertThat(second.json().at("/result/success").asBoolean()).isTrue();
        assertThat(receiver.take().body())
                .contains("\"data\":{\"name\":\"example_prompt\",\"alias\":\"example_alias\"}");
        receiver.close();
        assertThat(server.send(Request.json("POST", HOOKS + "/" + id + "/test", "{}"))
                        .json()
                        .at("/result/error_message")
                        .asString())
                .startsWith("Failed to test webhook: The receiver cannot be reached");
    }

    @ParameterizedTest
    @CsvSource({
        "MODEL_VERSION,UPDATED,Invalid action 'updated' for entity 'model_version'. Valid actions are: ['created']",
        "PROMPT_TAG,CREATED,'Invalid action ''created'' for entity ''prompt_tag''. Valid actions are: [''deleted'', ''set'']'",
    })
    void onlyWhatHappensCanBeAskedFor(String entity, String action, String message) throws IOException {
        Reply refused = create(SQLITE, entity, action);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-a", "a.", "a b", "ü", "", "x23456789012345678901234567890123456789012345678901234567890123x"})
    void aNameIsLikeThatOfAHost(String name) throws IOException {
        Reply refused = SQLITE.send(Request.json(
                "POST",
                HOOKS,
                "{\"name\":\"%s\",\"url\":\"https://8.8.8.8/\",\"events\":[{\"entity\":\"PROMPT\",\"action\":\"CREATED\"}]}"
                        .formatted(name)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    }

    @Test
    void withoutEventsThereIsNone() throws IOException {
        Reply refused = SQLITE.send(
                Request.json("POST", HOOKS, "{\"name\":\"a\",\"url\":\"http://127.0.0.1:9/\",\"events\":[]}"));

        assertThat(refused.status()).isEqualTo(400);
    }

    /// security.md, class 10.
    @Test
    void nothingIsSentIntoNetworksThatTheServerWasNotGiven() throws IOException {
        for (String url : List.of("https://127.0.0.1/", "https://169.254.169.254/", "https://[::ffff:10.0.0.1]/")) {
            Reply refused = STRICT.send(Request.json(
                    "POST",
                    HOOKS,
                    "{\"name\":\"a\",\"url\":\"%s\",\"events\":[{\"entity\":\"PROMPT\",\"action\":\"CREATED\"}]}"
                            .formatted(url)));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.message()).startsWith("Webhook URL must not resolve to a non-public IP address.");
        }
        Reply plain = STRICT.send(
                Request.json(
                        "POST",
                        HOOKS,
                        "{\"name\":\"a\",\"url\":\"http://8.8.8.8/\",\"events\":[{\"entity\":\"PROMPT\",\"action\":\"CREATED\"}]}"));
        assertThat(plain.message()).isEqualTo("Invalid webhook URL scheme: 'http'. Allowed schemes are: https.");
    }

    private Reply create(RunningServer server, String entity, String action) throws IOException {
        return server.send(Request.json(
                "POST",
                HOOKS,
                "{\"name\":\"hook\",\"description\":\"d\",\"url\":\"%s\",\"secret\":\"%s\",\"events\":[{\"entity\":\"%s\",\"action\":\"%s\"}]}"
                        .formatted(receiver.url("/hook?of=models"), SECRET, entity, action)));
    }

    private static String model(RunningServer server, String tags) throws IOException {
        return server.post(
                        "registered-models/create",
                        "{\"name\":\"m%s\",\"tags\":[%s]}".formatted(UUID.randomUUID(), tags))
                .json()
                .at("/registered_model/name")
                .asString();
    }
}
