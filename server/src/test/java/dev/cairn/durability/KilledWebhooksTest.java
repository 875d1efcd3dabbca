package dev.cairn.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cairn.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a server that has promised webhooks something, while their receiver is away.
@NullMarked
class KilledWebhooksTest {
    private static final int VERSIONS = 5;

    @Test
    void whatAKilledServerOwesIsSentInOrderByTheNextOne(@TempDir Path data) throws IOException, InterruptedException {
        assertSent(data);
    }

    @Test
    void theSameOnPostgres(@TempDir Path folder) throws IOException, InterruptedException {
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"))) {
            assertSent(folder.resolve("data"), "--backend-store-uri", postgres.uri());
        }
    }

    private static void assertSent(Path data, String... more) throws IOException, InterruptedException {
        int port = FreePorts.take();
        List<String> flags = new ArrayList<>(List.of("--webhook-schemes", "http", "--webhook-networks", "127.0.0.1"));
        flags.addAll(List.of(more));
        String[] all = flags.toArray(String[]::new);
        try (HttpClient http = HttpClient.newHttpClient()) {
            try (ServerProcess server = ServerProcess.start(data, all)) {
                Client client = new Client(http, server.address());
                client.post("/api/2.0/mlflow/webhooks", """
                        {"name": "hook", "url": "http://127.0.0.1:%d/",
                         "events": [{"entity": "MODEL_VERSION", "action": "CREATED"}]}
                        """.formatted(port));
                client.post("/api/2.0/mlflow/registered-models/create", "{\"name\": \"churn\"}");
                for (int version = 1; version <= VERSIONS; version++) {
                    String body = "{\"name\": \"churn\", \"source\": \"s3://bucket/%d\"}".formatted(version);
                    assertThat(client.post("/api/2.0/mlflow/model-versions/create", body)
                                    .status())
                            .as("nothing waits for a receiver")
                            .isEqualTo(200);
                }
                server.kill();
            }
            try (ServerProcess server = ServerProcess.start(data, all)) {
                assertThat(server.address()).isNotEmpty();
                assertThat(received(port)).containsExactly("1", "2", "3", "4", "5");
            }
        }
    }

    /// The versions that a receiver hears of, which comes up by now.
    private static List<String> received(int port) throws IOException, InterruptedException {
        LinkedBlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        receiver.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        try {
            List<String> versions = new ArrayList<>();
            while (versions.size() < VERSIONS) {
                String body = bodies.poll(3, TimeUnit.MINUTES);
                if (body == null) {
                    throw new AssertionError("nothing more came behind " + versions);
                }
                versions.add(body.replaceAll("(?s).*\"version\":\"(\\d+)\".*", "$1"));
            }
            return versions;
        } finally {
            receiver.stop(0);
        }
    }
}
