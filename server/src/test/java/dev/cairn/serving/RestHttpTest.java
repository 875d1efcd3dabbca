package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Models that are freed while nobody asks them, and that go by another name by now.
class RestHttpTest {
    private static final long TURN_NANOS = 20_000_000;
    private static final double[] SETOSA = {5.1, 3.5, 1.4, 0.2};

    private final RunningServer server = new RunningServer();
    private final ServedModels models = new ServedModels(server);

    @BeforeEach
    void start() throws IOException {
        server.start();
        models.register("iris", "classifier");
        models.alias("iris", "Champion", "1");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private static String resting() {
        return """
                {"served_entities": [{"name": "e", "entity_name": "iris", "entity_version": "@Champion",
                  "scale_to_zero_enabled": true, "cairn_idle_seconds": 1}]}
                """;
    }

    private void await(String part) throws IOException {
        while (!models.get("flowers").text().contains(part)) {
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    private String lines(String which) throws IOException {
        return server.get("%s/flowers/served-models/e/%s".formatted(ServedModels.ENDPOINTS, which))
                .field("logs");
    }

    /// How often it was freed.
    private long rests() throws IOException {
        return lines("logs")
                .lines()
                .filter(line -> line.endsWith("since nobody asks it"))
                .count();
    }

    @Test
    void aModelThatNobodyAsksIsFreedAndLoadedOnceByThoseWhoDo()
            throws IOException, InterruptedException, ExecutionException {
        models.create("flowers", resting());
        models.settled("flowers");
        await("Scaled to zero");
        Reply resting = models.get("flowers");
        assertThat(resting.json().at("/state/ready").asString()).isEqualTo("READY");
        assertThat(resting.json()
                        .at("/config/served_entities/0/state/cairn_reason/kind")
                        .asString())
                .isEqualTo("SCALED_TO_ZERO");
        while (rests() == 0) {
            LockSupport.parkNanos(TURN_NANOS);
        }
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> answers = IntStream.range(0, 4)
                    .mapToObj(_ ->
                            callers.submit(() -> models.ask("flowers", SETOSA).status()))
                    .toList();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        long rests = rests(); // two or more only where somebody took longer to ask than it stays loaded
        assertThat(lines("build-logs").lines().filter(line -> line.endsWith("is being loaded")))
                .hasSizeBetween(2, 1 + (int) rests);
    }

    @Test
    void anAliasMovesWhileItsModelIsScaledToZero() throws IOException {
        models.create("flowers", resting());
        models.settled("flowers");
        await("Scaled to zero");
        models.alias("iris", "Champion", models.register("iris", "classifier"));
        await("\"served_version\":\"2\"");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
    }

    @Test
    void aRestingModelIsLoadedByItsNewName() throws IOException {
        models.create("flowers", resting());
        models.settled("flowers");
        await("Scaled to zero");
        models.json(
                "POST", RunningServer.API + "registered-models/rename", "{\"name\": \"iris\", \"new_name\": \"lily\"}");
        await("\"entity_name\":\"lily\"");
        await("Scaled to zero");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
    }

    @Test
    void aRestingModelIsLoadedByItsNewNameAlsoWhereAnotherEntityAnswersWithIt() throws IOException {
        models.create("flowers", resting());
        models.settled("flowers");
        models.update("flowers", resting().replace("\"e\"", "\"f\""));
        await("\"config_version\":2");
        models.settled("flowers");
        models.json(
                "POST", RunningServer.API + "registered-models/rename", "{\"name\": \"iris\", \"new_name\": \"lily\"}");
        await("\"entity_name\":\"lily\"");
        await("Scaled to zero");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
    }

    @Test
    void aModelIsServedUnderItsNewName() throws IOException {
        models.create(
                "flowers", "{\"served_entities\": [{\"entity_name\": \"iris\", \"entity_version\": \"@Champion\"}]}");
        models.settled("flowers");
        Reply renamed = models.json(
                "POST", RunningServer.API + "registered-models/rename", "{\"name\": \"iris\", \"new_name\": \"lily\"}");
        assertThat(renamed.status()).isEqualTo(200);
        await("\"entity_name\":\"lily\"");
        models.alias("lily", "Champion", models.register("lily", "classifier"));
        await("\"served_version\":\"2\"");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
    }

    @Test
    void anEntityThatIsRenamedGoesOnWithItsLines() throws IOException {
        String config =
                "{\"served_entities\": [{\"name\": \"%s\", \"entity_name\": \"iris\", \"entity_version\": \"1\"}]}";
        models.create("flowers", config.formatted("before"));
        models.settled("flowers");
        models.ask("flowers", SETOSA);
        models.update("flowers", config.formatted("e"));
        models.settled("flowers");
        assertThat(lines("build-logs")).contains("is loaded");
        assertThat(server.get(ServedModels.ENDPOINTS + "/flowers/metrics").text())
                .contains(
                        "request_count_total{endpoint_name=\"flowers\",served_model_name=\"e\",served_model_version=\"1\"} 1");
    }
}
