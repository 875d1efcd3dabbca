package dev.cairn.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.Server;
import dev.cairn.config.Accounts;
import dev.cairn.config.ArtifactConfig;
import dev.cairn.config.EncryptionConfig;
import dev.cairn.config.LimitConfig;
import dev.cairn.config.PythonModelConfig;
import dev.cairn.config.ServerConfig;
import dev.cairn.config.SignOnConfig;
import dev.cairn.config.Upkeep;
import dev.cairn.config.WebhookConfig;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.HttpConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Streams where a client and the run that it watches are on different servers, and where servers come and go.
class ManyServersTest {
    private final DatabaseUrl database = TestDatabase.POSTGRES.current();

    @TempDir
    private Path folder;

    private final List<Server> servers = new ArrayList<>();
    private Server here;
    private Server there;

    @BeforeEach
    void start() throws IOException {
        here = another();
        there = another();
    }

    @AfterEach
    void stop() {
        servers.forEach(Server::close);
    }

    @Test
    void whatIsLoggedOnOneServerIsHeardOnAnother() throws IOException {
        String run = createRun(there);
        try (Events events = Events.watch(here.port(), "runs/" + run + "/events")) {
            events.awaitId();
            for (int step = 1; step <= 50; step++) {
                logMetric(step % 2 == 0 ? here : there, run, step);
            }
            List<Events.Event> heard = events.until(event -> event.data().contains("\"step\":50"));
            assertThat(heard)
                    .allMatch(
                            event -> event.name().equals("open") || event.name().equals("run"));
        }
    }

    @Test
    void aClientGoesOnWhereverItComesBack() throws IOException {
        String run = createRun(there);
        String known;
        try (Events events = Events.watch(here.port(), "runs/" + run + "/events")) {
            events.awaitId();
            logMetric(here, run, 1);
            known = events.until(event -> event.data().contains("\"step\":1"))
                    .getLast()
                    .id();
        }
        logMetric(there, run, 2);
        try (Events events = Events.watch(there.port(), "runs/" + run + "/events", known)) {
            List<Events.Event> heard = events.until(event -> event.data().contains("\"step\":2"));
            assertThat(heard).noneMatch(event -> event.name().equals("resync"));
        }
    }

    @Test
    void aClientOutlivesAServer() throws IOException {
        String run = createRun(here);
        String known;
        try (Events events = Events.watch(here.port(), "runs/" + run + "/events")) {
            events.awaitId();
            logMetric(here, run, 1);
            known = events.until(event -> event.data().contains("\"step\":1"))
                    .getLast()
                    .id();
            logMetric(here, run, 2);
            servers.remove(here);
            here.close();
            assertThat(events.isEnded()).isTrue();
        }
        try (Events events = Events.watch(there.port(), "runs/" + run + "/events", known)) {
            List<Events.Event> heard = events.until(event -> event.data().contains("\"step\":2"));
            assertThat(heard).noneMatch(event -> event.name().equals("resync"));
        }
    }

    private Server another() throws IOException {
        Path data = folder.resolve("server" + servers.size());
        Server server = Server.start(new ServerConfig(
                new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK),
                data,
                database,
                ArtifactConfig.folder(data.resolve("artifacts")),
                "mlflow-artifacts:/",
                Upkeep.DEFAULT,
                Accounts.AUTO,
                EncryptionConfig.managed(folder),
                SignOnConfig.NONE,
                LimitConfig.DEFAULT,
                WebhookConfig.DEFAULT,
                PythonModelConfig.OFF,
                Optional.empty()));
        servers.add(server);
        return server;
    }

    private static String createRun(Server server) throws IOException {
        return post(server, "runs/create", "{\"experiment_id\": \"0\"}")
                .json()
                .at("/run/info/run_id")
                .asString();
    }

    private static void logMetric(Server server, String run, int step) throws IOException {
        post(
                server,
                "runs/log-metric",
                "{\"run_id\": \"%s\", \"key\": \"m\", \"value\": 1, \"timestamp\": 1, \"step\": %d}"
                        .formatted(run, step));
    }

    private static Reply post(Server server, String endpoint, String body) throws IOException {
        Reply reply = RunningServer.send(server.port(), Request.json("POST", RunningServer.API + endpoint, body));
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }
}
