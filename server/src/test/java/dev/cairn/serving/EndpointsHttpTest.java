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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Endpoints over HTTP: made, asked, changed, followed by aliases, rolled back, deleted.
@OnEachDatabase
class EndpointsHttpTest {
    private static final double[] SETOSA = {5.1, 3.5, 1.4, 0.2};

    private final RunningServer server;
    private final ServedModels models;

    EndpointsHttpTest(TestDatabase kind) {
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

    @Test
    void aVersionIsServedSoonAfterItsEndpointIsMade() throws IOException {
        Reply made = models.create("flowers", config("iris", "1"));
        assertThat(made.json().at("/state/config_update").asString()).isEqualTo("IN_PROGRESS");
        assertThat(made.json().at("/pending_config/served_entities/0/name").asString())
                .isEqualTo("iris-1");

        Reply ready = models.settled("flowers");
        assertThat(ready.json().at("/state/ready").asString()).isEqualTo("READY");
        assertThat(ready.json().at("/config/config_version").asLong()).isEqualTo(1);
        assertThat(ready.json().at("/config/served_models/0/model_version").asString())
                .isEqualTo("1");
        assertThat(ready.json().at("/permission_level").asString()).isEqualTo("CAN_MANAGE");

        Reply answer = models.ask("flowers", SETOSA);
        assertThat(answer.json().at("/predictions").isMissingNode()).isFalse();
        assertThat(answer.header("served-model-name")).contains("iris-1");
        assertThat(server.get(ENDPOINTS + "/").json().at("/endpoints/0/name").asString())
                .isEqualTo("flowers");
    }

    @Test
    void aListWithoutEndpointsIsAListStill() throws IOException {
        assertThat(server.get(ENDPOINTS).json().path("endpoints").isArray()).isTrue();
    }

    @Test
    void anotherEndpointOfTheSameNameHasANumberOfItsOwn() throws IOException {
        String first = models.create("flowers", config("iris", "1")).field("id");
        server.send(Request.json("DELETE", ENDPOINTS + "/flowers", ""));
        assertThat(models.create("flowers", config("iris", "1")).field("id")).isNotEqualTo(first);
    }

    @Test
    void whatTheModelRefusesIsTheCallersError() throws IOException {
        models.create("flowers", config("iris", "1"));
        models.settled("flowers");
        Reply refused = models.ask("flowers", 1, 2);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorCode()).isIn("BAD_REQUEST", "INVALID_PARAMETER_VALUE");
    }

    @Test
    void anAliasIsFollowedWithoutALostRequest() throws IOException, InterruptedException, ExecutionException {
        models.alias("iris", "Champion", "1");
        models.create("flowers", config("iris", "@Champion"));
        assertThat(models.settled("flowers")
                        .json()
                        .at("/config/served_entities/0/served_version")
                        .asString())
                .isEqualTo("1");
        models.register("iris", "classifier");
        AtomicBoolean goOn = new AtomicBoolean(true);
        try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
            List<Future<List<Integer>>> answered =
                    List.of(callers.submit(() -> statuses(goOn)), callers.submit(() -> statuses(goOn)));
            models.alias("iris", "Champion", "2");
            while (!served("flowers").equals("2")) {
                Thread.onSpinWait();
            }
            goOn.set(false);
            for (Future<List<Integer>> statuses : answered) {
                assertThat(statuses.get()).isNotEmpty().containsOnly(200);
            }
        }
        assertThat(models.get("flowers").json().at("/config/config_version").asLong())
                .isEqualTo(1);
    }

    private String served(String endpoint) throws IOException {
        return models.get(endpoint)
                .json()
                .at("/config/served_entities/0/served_version")
                .asString();
    }

    private List<Integer> statuses(AtomicBoolean goOn) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        while (goOn.get() || statuses.isEmpty()) {
            statuses.add(models.ask("flowers", SETOSA).status());
        }
        return statuses;
    }

    @Test
    void requestsGoToEntitiesByTheirShares() throws IOException {
        models.register("iris", "classifier");
        models.create("flowers", """
                {"served_entities": [
                  {"name": "old", "entity_name": "iris", "entity_version": "1"},
                  {"name": "new", "entity_name": "iris", "entity_version": "2"}],
                 "traffic_config": {"routes": [
                  {"served_entity_name": "old", "traffic_percentage": 0},
                  {"served_model_name": "new", "traffic_percentage": 100}]}}
                """);
        models.settled("flowers");
        assertThat(models.ask("flowers", SETOSA).header("served-model-name")).contains("new");
        Reply one = server.send(Request.json(
                "POST",
                "/serving-endpoints/flowers/served-models/old/invocations",
                "{\"inputs\": [[5.1, 3.5, 1.4, 0.2]]}"));
        assertThat(one.header("served-model-name")).contains("old");
        assertThat(server.send(Request.json("POST", "/serving-endpoints/flowers/served-models/none/invocations", "{}"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aBodyWhoseLengthIsNotAnnouncedIsReadWhole() throws IOException {
        models.create("flowers", config("iris", "1"));
        models.settled("flowers");
        int rows = 12_000;
        String body =
                "{\"inputs\": [%s]}".formatted(String.join(",", Collections.nCopies(rows, "[5.1, 3.5, 1.4, 0.2]")));
        Reply answer = server.send(Request.json("POST", "/serving-endpoints/flowers/invocations", "")
                .body("%x\r\n%s\r\n0\r\n\r\n".formatted(body.length(), body))
                .without("Content-Length")
                .with("Transfer-Encoding: chunked"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/predictions/label")).hasSize(rows);
    }

    @Test
    void aVersionThatCannotBeLoadedLeavesWhatWasServed() throws IOException {
        models.create("flowers", config("iris", "1"));
        models.settled("flowers");
        registerBroken();
        assertThat(models.update("flowers", config("iris", "2")).status()).isEqualTo(200);
        Reply failed = models.settled("flowers");
        assertThat(failed.json().at("/state/config_update").asString()).isEqualTo("UPDATE_FAILED");
        assertThat(failed.json().at("/state/ready").asString()).isEqualTo("READY");
        assertThat(failed.json().at("/config/config_version").asLong()).isEqualTo(1);
        assertThat(failed.json()
                        .at("/config/served_entities/0/state/deployment_state_message")
                        .asString())
                .contains("Configuration 2 could not be loaded", "flavors");
        JsonNode reason = failed.json().at("/config/served_entities/0/state/cairn_reason");
        assertThat(reason.at("/kind").asString()).isEqualTo("NEEDS_PYTHON");
        assertThat(reason.at("/configuration").asLong()).isEqualTo(2);
        assertThat(reason.at("/version").asString()).isEqualTo("2");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
        Reply configs = server.get("/api/3.0/cairn/serving-endpoints/flowers/configs");
        assertThat(configs.json().at("/configs/0/outcome").asString()).isEqualTo("FAILED");
        assertThat(configs.json().at("/configs/0/message").asString()).contains("flavors");
        assertThat(configs.json().at("/configs/0/reason/model").asString()).isEqualTo("iris");
        Reply events = server.get("/api/3.0/cairn/serving-endpoints/flowers/events");
        assertThat(events.json().at("/events/0/failure/kind").asString()).isEqualTo("NEEDS_PYTHON");
        assertThat(events.json().at("/events/0/message").asString()).contains("flavors");
        assertThat(configs.json().at("/configs/1/outcome").asString()).isEqualTo("SERVING");
    }

    @Test
    void anAliasThatMovesToWhatCannotBeLoadedLeavesTheVersionBefore() throws IOException {
        models.alias("iris", "Champion", "1");
        models.create("flowers", config("iris", "@Champion"));
        models.settled("flowers");
        registerBroken();
        models.alias("iris", "Champion", "2");
        assertThat(complaint()).contains("Version 2 of the model iris", "flavors");
        assertThat(served("flowers")).isEqualTo("1");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
        assertThat(models.get("flowers").json().at("/state/ready").asString()).isEqualTo("READY");
    }

    @Test
    void anAliasThatIsDeletedLeavesTheVersionThatItMeant() throws IOException {
        models.alias("iris", "Champion", "1");
        models.create("flowers", config("iris", "@Champion"));
        models.settled("flowers");
        models.json("DELETE", RunningServer.API + "registered-models/alias?name=iris&alias=Champion", "");
        assertThat(complaint()).contains("has no version @Champion any more");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
    }

    @Test
    void anotherModelOfTheSameNameIsNotServed() throws IOException {
        models.alias("iris", "Champion", "1");
        models.create("flowers", config("iris", "@Champion"));
        models.settled("flowers");
        models.json("DELETE", RunningServer.API + "registered-models/delete", "{\"name\": \"iris\"}");
        models.register("iris", "classifier");
        models.alias("iris", "Champion", models.register("iris", "classifier"));
        awaitComplaint("another one than was meant"); // it may be looked at before the alias is there again
        assertThat(served("flowers")).isEqualTo("1");
    }

    /// Why not all that the endpoint is to serve is served, once that is known.
    private String complaint() throws IOException {
        while (true) {
            JsonNode message =
                    models.get("flowers").json().at("/config/served_entities/0/state/deployment_state_message");
            if (!message.isMissingNode()) {
                return message.asString();
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void awaitComplaint(String part) throws IOException {
        while (!complaint().contains(part)) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void registerBroken() throws IOException {
        String run = server.createRun();
        server.put("0/%s/artifacts/model/MLmodel".formatted(run), "flavors: {}");
        server.post(
                "model-versions/create",
                "{\"name\": \"iris\", \"source\": \"runs:/%s/model\", \"run_id\": \"%s\"}".formatted(run, run));
    }

    @Test
    void anEarlierConfigurationIsServedAgain() throws IOException {
        models.register("iris", "classifier");
        models.create("flowers", config("iris", "1"));
        models.settled("flowers");
        models.update("flowers", config("iris", "2"));
        models.settled("flowers");
        Reply back = server.send(
                Request.json("POST", "/api/3.0/cairn/serving-endpoints/flowers/rollback", "{\"config_version\": 1}"));
        assertThat(back.status()).isEqualTo(200);
        Reply now = models.settled("flowers");
        assertThat(now.json().at("/config/config_version").asLong()).isEqualTo(3);
        assertThat(now.json().at("/config/served_entities/0/entity_version").asString())
                .isEqualTo("1");
    }

    @Test
    void whatIsDeletedAnswersNoMore() throws IOException {
        models.create("flowers", config("iris", "1"));
        models.settled("flowers");
        assertThat(server.send(Request.json("DELETE", ENDPOINTS + "/flowers", ""))
                        .status())
                .isEqualTo(200);
        assertThat(models.get("flowers").errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        Reply answer;
        do {
            answer = models.ask("flowers", SETOSA);
        } while (answer.status() == 200 || answer.status() == 503); // as one that it was still found for is told
        assertThat(answer.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(models.create("flowers", config("iris", "1")).status()).isEqualTo(200);
    }

    @Test
    void whatCannotBeServedIsRefusedAtOnce() throws IOException {
        assertThat(models.create("flowers", config("none", "1")).errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(models.create("flowers", config("iris", "9")).errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(models.create("flowers", config("iris", "@None")).message()).contains("alias None not found");
        assertThat(models.create("flo wers", config("iris", "1")).status()).isEqualTo(400);
        assertThat(models.create("databricks-x", config("iris", "1")).message()).contains("reserved");
        assertThat(models.get("flowers").status()).isEqualTo(404);
        assertThat(models.ask("flowers", SETOSA).errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void tagsAreSetAndDeleted() throws IOException {
        models.create("flowers", config("iris", "1"));
        Reply tags = server.send(Request.json(
                "PATCH",
                ENDPOINTS + "/flowers/tags",
                "{\"add_tags\": [{\"key\": \"team\", \"value\": \"blue\"}, {\"key\": \"old\"}]}"));
        assertThat(tags.json().at("/tags/1/value").asString()).isEqualTo("blue");
        tags = server.send(
                Request.json("PATCH", ENDPOINTS + "/flowers/tags", "{\"delete_tags\": [\"old\", \"never\"]}"));
        assertThat(tags.json().at("/tags")).hasSize(1);
    }
}
