package dev.cairn.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.Reply;
import dev.cairn.artifacts.TestS3;
import dev.cairn.config.ArtifactDestination;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills between the parts of an upload, and in the middle of a file.
@NullMarked
class KilledUploadTest {
    private static final String PROXY = "/api/2.0/mlflow-artifacts/";

    /// What S3 takes at least of a part that is not the last.
    private static final String FIRST = "one ".repeat(5 << 18);

    /// More than one part of those that the server sends to S3.
    private static final int LONG = 40 << 20;

    @Test
    void anUploadInPartsGoesOnAfterAKillAndIsNotSeenBeforeItsEnd(@TempDir Path data)
            throws IOException, InterruptedException {
        assertUploadsGoOn(data);
    }

    @Test
    void theSameOnS3(@TempDir Path data) throws IOException, InterruptedException {
        assertUploadsGoOn(data, bucket());
    }

    @Test
    void ofAFileThatWasUnderWayNothingIsSeen(@TempDir Path data) throws IOException, InterruptedException {
        assertNothingIsSeen(data);
    }

    @Test
    void norOnS3(@TempDir Path data) throws IOException, InterruptedException {
        assertNothingIsSeen(data, bucket());
    }

    private static String[] bucket() throws IOException {
        ArtifactDestination.S3 bucket = TestS3.shared().bucket();
        return new String[] {
            "--artifacts-destination",
            bucket.uris().getFirst(),
            "--artifacts-endpoint",
            Objects.requireNonNull(bucket.endpoint()).toString()
        };
    }

    private static void assertUploadsGoOn(Path data, String... flags) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Reply begun;
            String first;
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                begun = send(
                        http,
                        "POST",
                        server.address() + PROXY + "mpu/create/folder",
                        text("{\"path\": \"a.txt\", \"num_parts\": 2}"));
                first = etag(send(http, "PUT", target(server, begun, 0), text(FIRST)));
                server.kill();
            }

            try (ServerProcess server = ServerProcess.start(data, flags)) {
                assertEmpty(http, server);
                String second = etag(send(http, "PUT", target(server, begun, 1), text("two")));
                String parts = """
                        {"path": "a.txt", "upload_id": "%s", "parts": [
                          {"part_number": 1, "etag": "%s"}, {"part_number": 2, "etag": "%s"}]}
                        """.formatted(begun.field("upload_id"), first, second);
                assertThat(send(http, "POST", server.address() + PROXY + "mpu/complete/folder", text(parts))
                                .status())
                        .isEqualTo(200);
                assertThat(send(http, "GET", file(server), BodyPublishers.noBody())
                                .text())
                        .isEqualTo(FIRST + "two");
            }
        }
    }

    private static void assertNothingIsSeen(Path data, String... flags) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                BodyPublisher body = BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> killingInTheMiddle(server)), LONG);
                assertThatThrownBy(() -> send(http, "PUT", file(server), body)).isInstanceOf(IOException.class);
            }
            try (ServerProcess server = ServerProcess.start(data, flags)) {
                assertEmpty(http, server);
                assertThat(send(http, "PUT", file(server), text("whole")).status())
                        .isEqualTo(200);
                assertThat(send(http, "GET", file(server), BodyPublishers.noBody())
                                .text())
                        .isEqualTo("whole");
            }
        }
    }

    private static InputStream killingInTheMiddle(ServerProcess server) {
        return new SequenceInputStream(
                new ByteArrayInputStream(new byte[LONG / 2]), new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        try {
                            server.kill();
                        } catch (InterruptedException stopped) {
                            Thread.currentThread().interrupt();
                        }
                        throw new IOException("The server is gone.");
                    }
                });
    }

    private static void assertEmpty(HttpClient http, ServerProcess server) throws IOException, InterruptedException {
        assertThat(send(http, "GET", server.address() + PROXY + "artifacts?path=folder", BodyPublishers.noBody())
                        .text())
                .isEqualTo("{}");
    }

    private static String file(ServerProcess server) {
        return server.address() + PROXY + "artifacts/folder/a.txt";
    }

    /// A server that is started again has another port, which is not signed.
    private static String target(ServerProcess server, Reply begun, int part) {
        URI url = URI.create(
                begun.json().at("/credentials/%d/url".formatted(part)).asString());
        return url.getPath().startsWith("/api/")
                ? server.address() + url.getRawPath() + "?" + url.getRawQuery()
                : url.toString();
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
