package dev.cairn.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.db.DatabaseUrl;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Kills under load, a number of rounds, and a look at what is left after each.
@NullMarked
final class Kills {
    private static final int POINTS = 400;
    private static final int TRIES = 20;

    private Kills() {}

    /// Kills the server and starts it again.
    static void ofServer(int rounds, DatabaseUrl url, Path data, String... flags)
            throws IOException, InterruptedException {
        List<Load> loads = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int round = 0; round < rounds; round++) {
                try (ServerProcess server = ServerProcess.start(data, flags)) {
                    Client client = new Client(http, server.address());
                    assertStored(loads, client, url);
                    Load load = Load.on(client);
                    loads.add(load);
                    load.awaitPoints(POINTS);
                    server.kill();
                    load.join();
                }
            }
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                assertStored(loads, new Client(http, server.address()), url);
            }
        }
    }

    private static void assertStored(List<Load> loads, Client client, DatabaseUrl url)
            throws IOException, InterruptedException {
        for (Load load : loads) {
            assertThat(load.assertStored(client, url))
                    .as("only points that were under way may be there without an acknowledgement")
                    .isBetween(0, load.loggers());
        }
    }

    /// Kills the database below a server that goes on, and starts it again.
    static void ofPostgres(int rounds, Path folder) throws IOException, InterruptedException {
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"));
                ServerProcess server =
                        ServerProcess.start(folder.resolve("data"), "--backend-store-uri", postgres.uri());
                HttpClient http = HttpClient.newHttpClient()) {
            Client client = new Client(http, server.address());
            String run = client.createRun();
            Load load = Load.on(client);
            for (int round = 1; round <= rounds; round++) {
                load.awaitPoints(POINTS);
                postgres.kill();
                assertUnavailable(client.logMetric(run, round));
                postgres.restart();
                awaitAnswer(client, run, round);
                load.awaitPoints(POINTS);
            }
            load.stop();
            load.assertStored(client, postgres.url());
            assertThat(client.steps(run)).hasSize(rounds);
        }
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.errorCode()).isEqualTo("TEMPORARILY_UNAVAILABLE");
        assertThat(reply.header("Retry-After")).contains("1");
    }

    private static void awaitAnswer(Client client, String run, int step) throws IOException, InterruptedException {
        List<Integer> refusals = new ArrayList<>();
        int status = client.logMetric(run, step).status();
        while (status != 200 && refusals.size() < TRIES) {
            refusals.add(status);
            status = client.logMetric(run, step).status();
        }
        assertThat(status)
                .as("the server's answers after the restart: %s", refusals)
                .isEqualTo(200);
        assertThat(refusals).allMatch(refusal -> refusal == 503);
    }
}
