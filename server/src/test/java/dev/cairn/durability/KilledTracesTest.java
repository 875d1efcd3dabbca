package dev.cairn.durability;

import static dev.cairn.otlp.Export.request;
import static dev.cairn.otlp.Export.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.otlp.Export;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills while exporters send spans: a trace whose request was answered is there with all of its spans, and any other
/// is there whole or not at all.
@NullMarked
class KilledTracesTest {
    private static final int SPANS = 30;
    private static final int ANSWERS = 60;
    private static final int EXPORTERS = 4;

    private final AtomicLong numbers = new AtomicLong();
    private final Queue<byte[]> sent = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> answered = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> odd = new ConcurrentLinkedQueue<>();

    @Test
    void spansThatWereAcknowledgedSurviveAKillOfTheServer(@TempDir Path data) throws IOException, InterruptedException {
        exportUntilKilled(data);
        exportUntilKilled(data);
        assertStored(data);
    }

    @Test
    void theSameOnPostgres(@TempDir Path folder) throws IOException, InterruptedException {
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"))) {
            String[] flags = {"--backend-store-uri", postgres.uri()};
            exportUntilKilled(folder.resolve("data"), flags);
            assertStored(folder.resolve("data"), flags);
        }
    }

    private void exportUntilKilled(Path data, String... flags) throws IOException, InterruptedException {
        CountDownLatch enough = new CountDownLatch(ANSWERS);
        List<Thread> exporters = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(data, flags);
                HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < EXPORTERS; i++) {
                exporters.add(Thread.ofVirtual().start(() -> export(http, server.address(), enough)));
            }
            enough.await();
            server.kill();
            for (Thread exporter : exporters) {
                exporter.join();
            }
        }
        assertThat(odd).isEmpty();
    }

    private void export(HttpClient http, String address, CountDownLatch enough) {
        try {
            while (true) {
                byte[] trace = ByteBuffer.allocate(16)
                        .putLong(1)
                        .putLong(numbers.incrementAndGet())
                        .array();
                Export[] spans = new Export[SPANS];
                for (int i = 0; i < SPANS; i++) {
                    spans[i] = span(trace, i + 1, i, "span " + i).with("mlflow.spanInputs", "{\"n\": " + i + "}");
                }
                sent.add(trace);
                int status = http.send(
                                HttpRequest.newBuilder(URI.create(address + "/v1/traces"))
                                        .header("x-mlflow-experiment-id", "0")
                                        .header("Content-Type", "application/x-protobuf")
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(request(spans)))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status == 200) {
                    answered.add(trace);
                    enough.countDown();
                } else {
                    odd.add(status);
                }
            }
        } catch (IOException theServerIsGone) {
            // which is what the test waits for
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertStored(Path data, String... flags) throws IOException, InterruptedException {
        List<byte[]> acknowledged = List.copyOf(answered);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ANSWERS);
        try (ServerProcess server = ServerProcess.start(data, flags);
                HttpClient http = HttpClient.newHttpClient()) {
            Client client = new Client(http, server.address());
            for (byte[] trace : sent) {
                Reply reply = client.get("/api/3.0/mlflow/traces/get?trace_id=tr-"
                        + HexFormat.of().formatHex(trace));
                if (acknowledged.contains(trace)) {
                    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                } else {
                    assertThat(reply.status()).as(reply.text()).isIn(200, 404);
                }
                if (reply.status() == 200) {
                    assertThat(reply.json().at("/trace/spans").size()).isEqualTo(SPANS);
                    assertThat(reply.json().at("/trace/trace_info/state").asString())
                            .isEqualTo("OK");
                }
            }
        }
    }
}
