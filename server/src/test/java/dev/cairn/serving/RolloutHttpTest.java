package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Entities that get more of the requests step by step, and keys that stay with their entity meanwhile.
@OnEachDatabase
class RolloutHttpTest {
    private static final String FLOWERS = "/api/3.0/cairn/serving-endpoints/flowers/";
    private static final long TURN_NANOS = 20_000_000;
    private static final double[] SETOSA = {5.1, 3.5, 1.4, 0.2};
    private static final String SHARES = """
            {"served_entities": [
              {"name": "old", "entity_name": "iris", "entity_version": "1"},
              {"name": "new", "entity_name": "iris", "entity_version": "2"}],
             "traffic_config": {"cairn_key": "header:X-User", "routes": [
              {"served_entity_name": "old", "traffic_percentage": 100},
              {"served_entity_name": "new", "traffic_percentage": 0}]}}
            """;

    private final RunningServer server;
    private final ServedModels models;

    RolloutHttpTest(TestDatabase kind) {
        server = new RunningServer(kind);
        models = new ServedModels(server);
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        models.register("iris", "classifier");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private void serve(String second) throws IOException {
        serve(second, SHARES);
    }

    private void serve(String second, String shares) throws IOException {
        models.register("iris", second);
        models.create("flowers", shares);
        models.settled("flowers");
    }

    private Reply roll(String body) throws IOException {
        return models.json("POST", FLOWERS + "rollout", body);
    }

    private Reply rollout() throws IOException {
        return models.json("GET", FLOWERS + "rollout", "");
    }

    private Reply ask(int user) throws IOException {
        return server.send(
                Request.json("POST", "/serving-endpoints/flowers/invocations", "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]]}")
                        .with("X-User: user-" + user));
    }

    private static String by(Reply answer) {
        return answer.header("served-model-name").orElseThrow();
    }

    @Test
    void aShareGrowsByItselfAndKeysStayWithWhoHasThem() throws IOException {
        serve("classifier");
        Reply started = roll(
                "{\"entity\": \"new\", \"steps\": [30, 60, 100], \"hold_seconds\": 1, \"least_requests\": 10, \"limits\": {}}");
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        assertThat(started.json().at("/state").asString()).isEqualTo("RUNNING");
        assertThat(models.get("flowers")
                        .json()
                        .at("/cairn_shares/1/traffic_percentage")
                        .asInt())
                .isEqualTo(30);
        assertThat(roll("{\"entity\": \"new\"}").errorCode()).isEqualTo("RESOURCE_CONFLICT");

        Set<Integer> taken = new HashSet<>();
        int user = 0;
        while (rollout().json().at("/state").asString().equals("RUNNING")) {
            for (int i = 0; i < 20; i++) {
                user = (user + 1) % 100;
                Reply answer = ask(user);
                assertThat(answer.status()).isEqualTo(200);
                boolean isNew = by(answer).equals("new");
                assertThat(isNew || !taken.contains(user)).as("a key goes back").isTrue();
                if (isNew) {
                    taken.add(user);
                }
            }
        }
        Reply done = rollout();
        assertThat(done.json().at("/state").asString()).as(done.text()).isEqualTo("DONE");
        Reply now = models.settled("flowers");
        assertThat(now.json().at("/config/config_version").asLong()).isEqualTo(2);
        assertThat(now.json().at("/config/traffic_config/cairn_key").asString()).isEqualTo("header:X-User");
        assertThat(now.json()
                        .at("/config/traffic_config/routes/1/traffic_percentage")
                        .asInt())
                .isEqualTo(100);
        assertThat(now.json().has("cairn_shares")).isFalse();
        assertThat(by(ask(user))).isEqualTo("new");
        assertThat(models.json("GET", FLOWERS + "events", "").text())
                .contains("ROLLOUT_STARTED", "ROLLOUT_STEP", "ROLLOUT_DONE");

        models.json("POST", FLOWERS + "rollback", "{\"config_version\": 1}");
        models.settled("flowers");
        assertThat(by(ask(user))).isEqualTo("old");
    }

    @Test
    void whatRefusesRequestsIsTurnedBackAndSaysWhy() throws IOException {
        serve("named_tensors");
        roll("{\"entity\": \"new\", \"steps\": [50, 100], \"hold_seconds\": 3600, \"least_requests\": 20}");
        int user = 0;
        while (rollout().json().at("/state").asString().equals("RUNNING")) {
            ask(user++);
        }
        Reply back = rollout();
        assertThat(back.json().at("/state").asString()).isEqualTo("TURNED_BACK");
        assertThat(back.json().at("/message").asString()).contains("At 50 %", "answered with an error");
        assertThat(back.json().at("/reason/limit").asString()).isEqualTo("ERROR_PERCENTAGE_ABOVE_OTHERS");
        assertThat(back.json().at("/reason/allowed").asDouble()).isEqualTo(2);
        assertThat(back.json().at("/shares/1/traffic_percentage").asInt()).isZero();
        assertThat(back.json().at("/figures/1/refused").asLong()).isPositive();
        int old = 0;
        while (old < 100) { // what is decided reaches what answers a moment later, and then all keys
            old = by(ask(old)).equals("old") ? old + 1 : 0;
        }
        Reply now = models.get("flowers");
        assertThat(now.json()
                        .at("/config/served_entities/1/state/deployment_state_message")
                        .asString())
                .contains("turned back");
        assertThat(now.json()
                        .at("/config/served_entities/1/state/cairn_reason/rollout/limit")
                        .asString())
                .isEqualTo("ERROR_PERCENTAGE_ABOVE_OTHERS");
        assertThat(now.json().at("/config/config_version").asLong()).isEqualTo(1);
        assertThat(models.json("GET", FLOWERS + "events", "").text()).contains("ROLLOUT_TURNED_BACK");
        assertThat(roll("{\"entity\": \"new\"}").status()).isEqualTo(200);
    }

    @Test
    void theLoadingOfAnEntityAtRestIsNoTimeOfItsRequests() throws IOException {
        serve(
                "classifier",
                SHARES.replace(
                        "\"entity_version\": \"2\"",
                        "\"entity_version\": \"2\", \"scale_to_zero_enabled\": true, \"cairn_idle_seconds\": 1"));
        while (!models.get("flowers").text().contains("Scaled to zero")) {
            LockSupport.parkNanos(TURN_NANOS);
        }
        roll("{\"entity\": \"new\", \"steps\": [50], \"hold_seconds\": 3600}");
        int user = 0;
        while (!by(ask(user)).equals("new")) {
            user++;
        }
        while (requests(1) == 0) {
            LockSupport.parkNanos(TURN_NANOS);
        }
        JsonNode figures = rollout().json().at("/figures/1");
        assertThat(figures.path("requests").asLong()).isEqualTo(1);
        assertThat(figures.path("p99_ms").asDouble())
                .as("the least that is told")
                .isEqualTo(0.05);
    }

    private long requests(int entity) throws IOException {
        return rollout().json().at("/figures/%d/requests".formatted(entity)).asLong();
    }

    @Test
    void oneIsAbortedAndAnotherPromoted() throws IOException {
        serve("classifier");
        roll("{\"entity\": \"new\", \"steps\": [50, 90]}");
        Reply aborted = models.json("POST", FLOWERS + "rollout/abort", "{}");
        assertThat(aborted.json().at("/state").asString()).isEqualTo("ABORTED");
        assertThat(aborted.json().at("/shares/0/traffic_percentage").asInt()).isEqualTo(100);
        assertThat(models.json("POST", FLOWERS + "rollout/promote", "{}").errorCode())
                .isEqualTo("INVALID_STATE");

        roll("{\"entity\": \"new\", \"steps\": [50, 90]}");
        Reply promoted = models.json("POST", FLOWERS + "rollout/promote", "{}");
        assertThat(promoted.json().at("/state").asString()).isEqualTo("DONE");
        JsonNode now = models.get("flowers").json();
        assertThat(now.at("/config/config_version").asLong()).isEqualTo(2);
        assertThat(now.at("/state/ready").asString())
                .as("what answered goes on with other shares")
                .isEqualTo("READY");
        assertThat(now.at("/config/served_entities/0/served_version").asString())
                .isEqualTo("1");
        assertThat(now.at("/config/served_entities/1/served_version").asString())
                .isEqualTo("2");
        assertThat(models.settled("flowers")
                        .json()
                        .at("/config/traffic_config/routes/1/traffic_percentage")
                        .asInt())
                .isEqualTo(90);
    }

    @Test
    void whoChangesTheConfigurationEndsARollout() throws IOException {
        serve("classifier");
        roll("{\"entity\": \"new\", \"steps\": [100]}");
        models.update("flowers", SHARES);
        Reply replaced = rollout();
        assertThat(replaced.json().at("/state").asString()).isEqualTo("REPLACED");
        assertThat(replaced.json().at("/message").asString()).contains("Configuration 2");
        assertThat(replaced.json().at("/reason/limit").asString()).isEqualTo("CONFIGURATION");
        models.settled("flowers");
        assertThat(by(models.ask("flowers", SETOSA))).isEqualTo("old");
    }

    @Test
    void anAliasThatMovesEndsTheRolloutOfItsEntity() throws IOException {
        models.alias("iris", "next", models.register("iris", "classifier"));
        models.create("flowers", SHARES.replace("\"entity_version\": \"2\"", "\"entity_version\": \"@next\""));
        models.settled("flowers");
        roll("{\"entity\": \"new\", \"steps\": [50, 100], \"hold_seconds\": 3600}");
        assertThat(rollout().json().at("/state").asString()).isEqualTo("RUNNING");

        models.alias("iris", "next", models.register("iris", "classifier"));

        while (rollout().json().at("/state").asString().equals("RUNNING")) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(rollout().json().at("/state").asString()).isEqualTo("REPLACED");
        assertThat(rollout().json().at("/message").asString()).contains("Version 3 answers in the entity now");
        assertThat(rollout().json().at("/reason/limit").asString()).isEqualTo("VERSION");
        assertThat(rollout().json().at("/shares/1/traffic_percentage").asInt()).isZero();
    }

    @Test
    void whatCannotBeRolledOutIsRefused() throws IOException {
        serve("classifier");
        assertThat(rollout().errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(roll("{\"entity\": \"none\"}").errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(roll("{\"entity\": \"old\"}").message()).contains("all requests already");
        assertThat(roll("{\"entity\": \"new\", \"steps\": [50, 20]}").message())
                .contains("each more than the one before");
        assertThat(roll("{\"entity\": \"new\", \"hold_seconds\": 0}").message()).contains("hold_seconds");
        assertThat(roll("{\"entity\": \"new\", \"limits\": {\"p95_times_others\": 0.5}}")
                        .message())
                .contains("p95_times_others");
    }
}
