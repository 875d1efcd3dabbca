package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import dev.cairn.db.Database;
import dev.cairn.hosting.LoadingMarks;
import dev.cairn.workers.TestStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What endpoints do when a server starts with them, and some of what they are to serve cannot be loaded.
@Timeout(120)
class RestartedServingTest {
    private static final double[] SETOSA = {5.1, 3.5, 1.4, 0.2};
    private static final String NEVER_LOADED = """
            import time
            while True:
                time.sleep(0.01)
            """;

    @TempDir
    Path folder;

    private final RunningServer server = new RunningServer();
    private final ServedModels models = new ServedModels(server);

    @BeforeEach
    void start() throws IOException {
        server.withPython(new TestStream(folder).python());
        server.start();
        models.register("iris", "classifier");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private String registerOneThatIsNeverLoaded(String name) throws IOException {
        Path model = Files.createDirectories(folder.resolve("hanging"));
        Files.writeString(model.resolve("MLmodel"), TestStream.MODEL);
        Files.writeString(model.resolve("model.py"), NEVER_LOADED);
        return models.register(name, model);
    }

    /// What the endpoint answers once it serves something.
    private int statusOfAnswer() throws IOException {
        while (true) {
            int status = models.ask("flowers", SETOSA).status();
            if (status != 503) {
                return status;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void whatAnsweredGoesOnWhileWhatIsToTakeItsPlaceIsLoaded() throws IOException {
        models.create("flowers", ServedModels.config("iris", "1"));
        models.settled("flowers");
        models.update("flowers", ServedModels.config("iris", registerOneThatIsNeverLoaded("iris")));
        server.restart();

        assertThat(statusOfAnswer()).isEqualTo(200);

        Reply endpoint = models.get("flowers");
        assertThat(endpoint.json().at("/state/config_update").asString()).isEqualTo("IN_PROGRESS");
        assertThat(endpoint.json().at("/config/config_version").asLong()).isEqualTo(1);
    }

    @Test
    void whatAnswersElsewhereAndIsStillLoadedHereIsToldAsInProgress() throws IOException {
        models.create("flowers", ServedModels.config("iris", registerOneThatIsNeverLoaded("iris")));
        try (Database elsewhere = Database.open(server.database())) {
            elsewhere.write(tx -> new ConfigStore(tx)
                    .activate(
                            new ConfigStore(tx).needed().getFirst(),
                            Instant.now().toEpochMilli()));
        }

        Reply endpoint = models.get("flowers");
        assertThat(endpoint.json().at("/config/config_version").asLong()).isEqualTo(1);
        assertThat(endpoint.json().at("/state/ready").asString()).isEqualTo("NOT_READY");
        assertThat(endpoint.json().at("/state/config_update").asString()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void modelsThatAreNeverLoadedKeepNoOtherWaiting() throws IOException {
        for (String name : new String[] {"one", "two", "three"}) {
            models.create(name, ServedModels.config(name, registerOneThatIsNeverLoaded(name)));
        }

        models.create("flowers", ServedModels.config("iris", "1"));

        assertThat(models.settled("flowers").json().at("/state/ready").asString())
                .isEqualTo("READY");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "@next"})
    void aShadowThatCannotBeLoadedAgainKeepsNobodyFromAnswering(String version) throws IOException {
        models.register("iris", "classifier");
        models.alias("iris", "next", "2");
        models.create("flowers", """
                {"served_entities": [
                  {"name": "now", "entity_name": "iris", "entity_version": "1"},
                  {"name": "next", "entity_name": "iris", "entity_version": "%s", "cairn_shadow": {"of": "now"}}]}
                """.formatted(version));
        models.settled("flowers");
        Reply deleted = models.json(
                "DELETE", RunningServer.API + "model-versions/delete", "{\"name\": \"iris\", \"version\": \"2\"}");
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(200);
        server.restart();

        assertThat(statusOfAnswer()).isEqualTo(200);

        Reply endpoint = models.settled("flowers");
        assertThat(endpoint.json()
                        .at("/config/served_entities/1/state/deployment")
                        .asString())
                .as(endpoint.text())
                .isEqualTo("DEPLOYMENT_FAILED");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
    }

    @Test
    void aModelByWhichTheServerHasEndedAgainAndAgainIsNotLoadedBeforeItIsAskedForAnew() throws IOException {
        models.create("flowers", ServedModels.config("iris", "1"));
        long endpoint = models.settled("flowers").json().path("id").asLong();
        String entity = models.get("flowers")
                .json()
                .at("/config/served_entities/0/name")
                .asString();
        LoadingMarks marks = new LoadingMarks(server.data().resolve("loading"));
        Files.writeString(marks.file(EntityVersion.mark(endpoint, 1, entity, "1")), "3");
        server.restart();

        awaitMessage("The server has ended 3 times while it loaded it");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(503);

        models.update("flowers", ServedModels.config("iris", "1"));
        assertThat(statusOfAnswer()).isEqualTo(200);
    }

    @Test
    void whatCouldNotBeLoadedIsForgottenOnceItIsNotMeantAnyMore() throws IOException {
        models.alias("iris", "Champion", "1");
        models.create("flowers", ServedModels.config("iris", "@Champion"));
        models.settled("flowers");
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("MLmodel"), "flavors:\n  none: {}\n");
        models.alias("iris", "Champion", models.register("iris", broken));
        awaitMessage("Version 2");

        models.alias("iris", "Champion", "1");

        awaitMessage("");
    }

    private void awaitMessage(String part) throws IOException {
        while (true) {
            String message = models.get("flowers")
                    .json()
                    .at("/config/served_entities/0/state/deployment_state_message")
                    .asString("");
            if (part.isEmpty() ? message.isEmpty() : message.contains(part)) {
                return;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
