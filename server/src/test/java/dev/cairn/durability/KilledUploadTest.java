package dev.cairn.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class KilledUploadTest {
    private static final String PROXY = "/api/2.0/mlflow-artifacts/";

    @Test
    void anUploadInPartsGoesOnAfterAKillAndIsNotSeenBeforeItsEnd(@TempDir Path data)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Reply begun;
            String first;
            try (ServerProcess server = ServerProcess.start(data)) {
                begun = send(
                        http,
                        "POST",
                        server.address() + PROXY + "mpu/create/folder",
                        text("{\"path\": \"a.txt\", \"num_parts\": 2}"));
                first = etag(send(http, "PUT", server.address() + target(begun, 0), text("one ")));
                server.kill();
            }

            try (ServerProcess server = ServerProcess.start(data)) {
                String files = server.address() + PROXY + "artifacts";
                assertThat(send(http, "GET", files + "?path=folder", BodyPublishers.noBody())
                                .text())
                        .isEqualTo("{}");
                String second = etag(send(http, "PUT", server.address() + target(begun, 1), text("two")));
                String parts = """
                        {"path": "a.txt", "upload_id": "%s", "parts": [
                          {"part_number": 1, "etag": "%s"}, {"part_number": 2, "etag": "%s"}]}
                        """.formatted(begun.field("upload_id"), first, second);
                assertThat(send(http, "POST", server.address() + PROXY + "mpu/complete/folder", text(parts))
                                .status())
                        .isEqualTo(200);
                assertThat(send(http, "GET", files + "/folder/a.txt", BodyPublishers.noBody())
                                .text())
                        .isEqualTo("one two");
            }
        }
    }

    /// A server that is started again has another port, which is not signed.
    private static String target(Reply begun, int part) {
        URI url = URI.create(
                begun.json().at("/credentials/%d/url".formatted(part)).asString());
        return url.getRawPath() + "?" + url.getRawQuery();
    }

    private static String etag(Reply reply) {
        return reply.header("ETag").orElseThrow().replace("\"", "");
    }

    private static BodyPublisher text(String body) {
        return BodyPublishers.ofString(body);
    }

    private static Reply send(HttpClient http, String method, String url, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, body)
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), response.headers().map(), response.body());
    }
}
