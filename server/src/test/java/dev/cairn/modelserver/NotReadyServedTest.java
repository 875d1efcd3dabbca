package dev.cairn.modelserver;

import static dev.cairn.grpc.Messages.SERVICE;
import static dev.cairn.grpc.Messages.named;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp2;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.Json;
import dev.cairn.scoring.invocation.InferenceCall;
import dev.cairn.workers.TestStream;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A `cairn serve` whose model's process has ended and cannot be started again, until what is in
/// its way is gone.
@Timeout(120)
class NotReadyServedTest {
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

    private static final List<String> READY =
            List.of("/ping", "/health", "/v2/health/ready", "/v2/models/own/ready", "/v2/models/own/versions/1/ready");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private ModelServer server;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("MLmodel"), TestStream.MODEL);
        Files.writeString(model.resolve("model.py"), CODE);
        server = ModelServer.start(
                model,
                ModelUri.parse("models:/own/1"),
                new ModelServer.Software("0.1.0", "3.17.2"),
                new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK).withGrpc(0),
                new TestStream(folder).python(),
                new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(String row) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(address("/invocations"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"inputs\": [\"%s\"]}".formatted(row)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
    }

    /// Asks until it is so.
    private HttpResponse<String> awaited(String path, int status) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> now = get(path);
            if (now.statusCode() == status) {
                return now;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private boolean isReady(String method, byte[] message) throws IOException {
        try (RawHttp2 connection = new RawHttp2(server.grpcPort().orElseThrow())) {
            byte[] said = connection.call(SERVICE + method, message).message();
            assertThat(said).isIn(InferenceCall.is(true), InferenceCall.is(false));
            return Arrays.equals(said, InferenceCall.is(true));
        }
    }

    @Test
    void itIsNotReadyUntilAProcessRunsAgain() throws Exception {
        for (String path : READY) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
        Path inTheWay = Path.of(Json.readAnswer(ask("where").body().getBytes(UTF_8))
                .at("/predictions/0")
                .asString());
        assertThat(ask("leave").statusCode()).isEqualTo(500);

        HttpResponse<String> ping = awaited("/ping", 503);
        assertThat(ping.headers().firstValue("Retry-After")).isPresent();
        assertThat(ping.body()).contains("TEMPORARILY_UNAVAILABLE", "The model is not ready: ", "the weights are gone");
        for (String path : READY) {
            HttpResponse<String> refused = get(path);
            assertThat(refused.statusCode()).as(path).isEqualTo(503);
            assertThat(refused.body()).as(path).contains("the weights are gone");
        }
        assertThat(get("/v2/models/own/ready").body()).startsWith("{\"error\":");
        assertThat(isReady("ServerReady", new byte[0])).isFalse();
        assertThat(isReady("ModelReady", named("own", ""))).isFalse();
        assertThat(isReady("ServerLive", new byte[0])).isTrue();
        for (String path : List.of("/v2/health/live", "/v2/models/own", "/version")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }

        Files.delete(inTheWay);

        awaited("/ping", 200);
        for (String path : READY) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(isReady("ServerReady", new byte[0])).isTrue();
        assertThat(isReady("ModelReady", named("own", ""))).isTrue();
    }
}
