package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import dev.cairn.workers.TestStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An endpoint whose model's process ends, or rests, and cannot be started again, until what is in
/// its way is gone.
@Timeout(120)
class EndedProcessesTest {
    private static final String CODE = """
            import os
            way = os.path.join(os.environ["HOME"], "in-the-way")
            if os.path.exists(way):
                raise ValueError("the weights are gone")
            def predict(rows):
                if rows == ["leave"]:
                    open(way, "w").close()
                    os._exit(9)
                return [way]
            """;

    @TempDir
    Path folder;

    private final RunningServer server = new RunningServer();
    private final ServedModels models = new ServedModels(server);

    @BeforeEach
    void start() throws IOException {
        server.withPython(new TestStream(folder).python());
        server.start();
    }

    private void register() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("MLmodel"), TestStream.MODEL);
        Files.writeString(model.resolve("model.py"), CODE);
        models.register("own", model);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void theEndpointIsNotReadyUntilAProcessRunsAgainAndItsEventsTellBoth() throws IOException {
        register();
        models.create("asked", ServedModels.config("own", "1"));
        assertThat(ready(models.settled("asked"))).isEqualTo("READY");
        Path inTheWay = Path.of(ask("where").json().at("/predictions/0").asString());
        assertThat(ask("leave").status()).isEqualTo(500);

        Reply down = awaited("DEPLOYMENT_RECOVERING");
        assertThat(ready(down)).isEqualTo("NOT_READY");
        assertThat(down.json().at("/config/served_entities/0/state").toString())
                .contains(
                        "Version 1 of the model own: its processes have ended",
                        "\"kind\":\"NOT_STARTED_AGAIN\"",
                        "the weights are gone");
        assertThat(ask("here").status()).isEqualTo(503);
        assertThat(events(2).getFirst()).contains("ENTITY_DOWN", "\"subject\":\"own-1\"", "NOT_STARTED_AGAIN");

        Files.delete(inTheWay);

        assertThat(ready(awaited("DEPLOYMENT_READY"))).isEqualTo("READY");
        assertThat(ask("here").status()).isEqualTo(200);
        assertThat(events(3).getFirst()).contains("ENTITY_UP", "\"subject\":\"own-1\"");
    }

    @Test
    void anEntityThatIsScaledToZeroIsNotReadyUntilARequestLoadsItAgain() throws IOException {
        register();
        models.create(
                "asked",
                ServedModels.config("own", "1")
                        .replace("\"1\"", "\"1\", \"scale_to_zero_enabled\": true, \"cairn_idle_seconds\": 1"));
        assertThat(ready(awaited("Scaled to zero"))).isEqualTo("READY");
        Path python = folder.resolve("python");
        Path away = Files.move(python, folder.resolve("away"));

        assertThat(ask("here").status()).isEqualTo(503);

        Reply down = awaited("DEPLOYMENT_RECOVERING");
        assertThat(ready(down)).isEqualTo("NOT_READY");
        assertThat(down.json().at("/config/served_entities/0/state").toString())
                .contains(
                        "Version 1 of the model own was scaled to zero and could not be loaded again",
                        "\"kind\":\"NOT_LOADED_AGAIN\"");
        assertThat(lastEvent("ENTITY_DOWN")).contains("\"subject\":\"own-1\"", "NOT_LOADED_AGAIN");
        Files.move(away, python);
        while (ask("here").status() != 200) {
            LockSupport.parkNanos(20_000_000); // it is tried again after a while
        }
        assertThat(ready(awaited("DEPLOYMENT_READY"))).isEqualTo("READY");
        assertThat(lastEvent("ENTITY_UP")).contains("\"subject\":\"own-1\"");
    }

    /// Of its entities, once it is of that kind.
    private String lastEvent(String kind) throws IOException {
        while (true) {
            String last = events(1).getFirst();
            if (last.contains(kind)) {
                return last;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static String ready(Reply endpoint) {
        return endpoint.json().at("/state/ready").asString();
    }

    private Reply awaited(String part) throws IOException {
        while (true) {
            Reply now = models.get("asked");
            if (now.text().contains(part)) {
                return now;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private Reply ask(String row) throws IOException {
        return models.json("POST", "/serving-endpoints/asked/invocations", "{\"inputs\": [\"%s\"]}".formatted(row));
    }

    /// Those of its entities, once there are so many, the newest first.
    private List<String> events(int most) throws IOException {
        while (true) {
            List<String> told = server.get("/api/3.0/cairn/serving-endpoints/asked/events")
                    .json()
                    .path("events")
                    .valueStream()
                    .map(Object::toString)
                    .filter(event -> event.contains("own-1"))
                    .toList();
            if (told.size() >= most) {
                return told;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
