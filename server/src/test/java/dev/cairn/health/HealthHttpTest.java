package dev.cairn.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What a server says of itself, on both databases.
class HealthHttpTest {
    @RegisterExtension
    static final RunningServer SQLITE = new RunningServer(TestDatabase.SQLITE);

    @RegisterExtension
    static final RunningServer POSTGRES = new RunningServer(TestDatabase.POSTGRES);

    static List<RunningServer> servers() {
        return List.of(SQLITE, POSTGRES);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theServerSaysWhatItIsAndWhatItWorksOn(RunningServer server) throws IOException {
        JsonNode health = health(server);
        assertThat(health.path("version").asString()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(health.path("mlflow_version").asString()).isEqualTo("3.17.2");
        assertThat(health.path("now").asLong())
                .isGreaterThanOrEqualTo(health.path("started_time").asLong());
        JsonNode database = health.path("database");
        assertThat(database.path("kind").asString()).isEqualTo(server == SQLITE ? "sqlite" : "postgresql");
        assertThat(database.path("schema_version").asInt()).isGreaterThanOrEqualTo(20);
        assertThat(database.path("bytes").asLong()).isPositive();
        assertThat(database.path("servers").asInt()).isEqualTo(1);
        assertThat(database.path("connections").asInt()).isGreaterThan(1);
        assertThat(database.path("busy").asInt())
                .isBetween(0, database.path("connections").asInt());
        assertThat(database.has("free_bytes")).isEqualTo(server == SQLITE);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theAddressOfADatabaseHoldsNoSecret(RunningServer server) throws IOException {
        assertThat(health(server).at("/database/place").asString()).doesNotContain("@", "password", "?");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void theArtifactStoreIsAsked(RunningServer server) throws IOException {
        JsonNode store = storeOnceItAnswered(server);
        assertThat(store.path("kind").asString()).isEqualTo("folder");
        assertThat(store.path("place").asString()).isEqualTo(server.artifacts().toString());
        assertThat(store.path("reachable").asBoolean()).isTrue();
        assertThat(store.has("problem")).isFalse();
        assertThat(store.path("free_bytes").asLong())
                .isBetween(1L, store.path("total_bytes").asLong());
    }

    /// What is said of a store that has not answered within a second is only where it is.
    private static JsonNode storeOnceItAnswered(RunningServer server) throws IOException {
        JsonNode store = health(server).path("artifacts");
        while (!store.has("reachable")) {
            store = health(server).path("artifacts");
        }
        return store;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void requestsAreCountedByRoute(RunningServer server) throws IOException {
        JsonNode before = requestsOnceCounted(server);
        for (int i = 0; i < 5; i++) {
            server.get("/api/2.0/mlflow/experiments/get?experiment_id=0");
            server.get("/api/2.0/mlflow/experiments/get?experiment_id=12345");
        }
        JsonNode after = requestsOnceCounted(server);
        assertThat(after.path("answered").asLong() - before.path("answered").asLong())
                .isGreaterThan(10L); // and who asked for the figures
        assertThat(after.path("refused").asLong() - before.path("refused").asLong())
                .isEqualTo(5);
        assertThat(after.path("failed").asLong()).isZero();
        assertThat(after.path("busiest").valueStream())
                .anySatisfy(route -> assertThat(route.path("route").asString()).endsWith("/experiments/get"));
        assertThat(after.path("millis").asDouble()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatTheServerDoesByItselfIsListed(RunningServer server) throws IOException {
        assertThat(health(server)
                        .path("tasks")
                        .valueStream()
                        .map(task -> task.path("name").asString()))
                .contains("trash", "retention", "stale-runs", "live");
    }

    /// What is counted once nobody but who asks is under way: a request is counted after its answer.
    private static JsonNode requestsOnceCounted(RunningServer server) throws IOException {
        JsonNode requests = health(server).path("requests");
        while (requests.path("under_way").asInt() != 1) {
            requests = health(server).path("requests");
        }
        return requests;
    }

    private static JsonNode health(RunningServer server) throws IOException {
        return server.get("/api/3.0/cairn/health").json();
    }
}
