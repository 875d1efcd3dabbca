package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// A rollout of two servers on one PostgreSQL, which judge it by what both have counted.
@Timeout(120)
class SharedRolloutTest {
    private static final String FLOWERS = "/api/3.0/cairn/serving-endpoints/flowers/";
    private static final double[] SETOSA = {5.1, 3.5, 1.4, 0.2};
    private static final String SHARES = """
            {"served_entities": [
              {"name": "old", "entity_name": "iris", "entity_version": "1"},
              {"name": "new", "entity_name": "iris", "entity_version": "2"}],
             "traffic_config": {"routes": [
              {"served_entity_name": "old", "traffic_percentage": 100},
              {"served_entity_name": "new", "traffic_percentage": 0}]}}
            """;

    private final RunningServer here = new RunningServer(TestDatabase.POSTGRES);
    private final RunningServer there = RunningServer.beside(here);
    private final ServedModels ofHere = new ServedModels(here);
    private final List<ServedModels> both = List.of(ofHere, new ServedModels(there));

    @BeforeEach
    void start() throws IOException {
        here.start();
        there.start();
        ofHere.register("iris", "classifier");
    }

    @AfterEach
    void stop() throws IOException {
        there.stop();
        here.stop();
    }

    private void serve(String second) throws IOException {
        ofHere.register("iris", second);
        ofHere.create("flowers", SHARES);
        for (ServedModels each : both) {
            each.settled("flowers");
        }
    }

    private void roll(String body) throws IOException {
        Reply started = ofHere.json("POST", FLOWERS + "rollout", body);
        assertThat(started.status()).as(started.text()).isEqualTo(200);
    }

    private static String askedOf(ServedModels server) throws IOException {
        return server.ask("flowers", SETOSA).header("served-model-name").orElseThrow();
    }

    /// Asks both until each answers by an entity.
    private void awaitAnswersOf(String entity) throws IOException {
        for (ServedModels each : both) {
            while (!askedOf(each).equals(entity)) {
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private JsonNode rollout() throws IOException {
        return here.get(FLOWERS + "rollout").json();
    }

    private JsonNode ended() throws IOException {
        JsonNode rollout = rollout();
        while (rollout.path("state").asString().equals("RUNNING")) {
            LockSupport.parkNanos(20_000_000);
            rollout = rollout();
        }
        return rollout;
    }

    private long events(String kind) throws IOException {
        return here.get(FLOWERS + "events?max_results=100")
                .json()
                .path("events")
                .valueStream()
                .filter(event -> event.path("kind").asString().equals(kind))
                .count();
    }

    @Test
    void aStepIsAskedEnoughByWhatBothWereAskedAndEndsOnce() throws IOException {
        serve("classifier");
        roll("{\"entity\": \"new\", \"steps\": [100], \"hold_seconds\": 1, \"least_requests\": 80, \"limits\": {}}");
        awaitAnswersOf("new");
        for (int i = 0; i < 40; i++) {
            for (ServedModels each : both) {
                assertThat(askedOf(each)).isEqualTo("new");
            }
        }

        JsonNode done = ended();

        assertThat(done.path("state").asString()).isEqualTo("DONE");
        assertThat(done.at("/figures/1/requests").asLong()).isGreaterThanOrEqualTo(80);
        assertThat(events("ROLLOUT_DONE")).isEqualTo(1);
        for (ServedModels each : both) {
            assertThat(each.settled("flowers")
                            .json()
                            .at("/config/config_version")
                            .asLong())
                    .isEqualTo(2);
            assertThat(askedOf(each)).isEqualTo("new");
        }
    }

    @Test
    void whatBothRefuseIsTurnedBackOnceAndOnBoth() throws IOException {
        serve("named_tensors");
        roll("{\"entity\": \"new\", \"steps\": [50, 100], \"hold_seconds\": 3600, \"least_requests\": 40}");
        while (rollout().path("state").asString().equals("RUNNING")) {
            for (ServedModels each : both) {
                askedOf(each);
            }
        }

        assertThat(rollout().path("state").asString()).isEqualTo("TURNED_BACK");
        assertThat(events("ROLLOUT_TURNED_BACK")).isEqualTo(1);
        for (ServedModels each : both) {
            int old = 0;
            while (old < 50) { // what is decided reaches what answers a moment later
                old = askedOf(each).equals("old") ? old + 1 : 0;
            }
        }
    }

    @Test
    void whatIsAbortedOnOneServerIsOverOnTheOther() throws IOException {
        serve("classifier");
        roll("{\"entity\": \"new\", \"steps\": [100], \"hold_seconds\": 3600}");
        awaitAnswersOf("new");

        assertThat(both.getLast().json("POST", FLOWERS + "rollout/abort", "{}").status())
                .isEqualTo(200);

        awaitAnswersOf("old");
        assertThat(events("ROLLOUT_ABORTED")).isEqualTo(1);
    }
}
