package dev.cairn.artifacts;

import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.config.LimitConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Files that clients send to each kind of store by themselves, where `--max-file-size` bounds them.
@OnEachStore
final class FileSizeTest {
    private static final int PART = 5 << 20; // the least that S3 takes of a part that is not the last
    private static final int MOST = PART + 10;

    @RegisterExtension
    static final ServerOnEachStore SERVERS =
            new ServerOnEachStore(LimitConfig.DEFAULT.with(new LimitConfig.Files(10, 10, Optional.of((long) MOST))));

    private static final String PROXY = "/api/2.0/mlflow-artifacts/";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestStore kind;
    private final RunningServer server;

    FileSizeTest(TestStore kind) {
        this.kind = kind;
        server = SERVERS.on(kind);
    }

    @Test
    void whatIsTooLargeWhenItIsPutTogetherReplacesNothing() throws IOException, InterruptedException {
        server.put("large/a.bin", "as it was");
        JsonNode upload = begin("large");
        List<String> parts = List.of(part(upload, 0, PART), part(upload, 1, 11));

        Reply refused = complete("large", upload, parts);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("--max-file-size");
        assertThat(server.get(FILES + "/large/a.bin").text()).isEqualTo("as it was");
        assertThat(server.get(FILES + "?path=large").json().path("files")).hasSize(1);
    }

    @Test
    void whatIsAsLargeAsItMayBeTakesThePlaceOfWhatWasThere() throws IOException, InterruptedException {
        server.put("fits/a.bin", "as it was");
        JsonNode upload = begin("fits");
        List<String> parts = List.of(part(upload, 0, PART), part(upload, 1, 10));

        assertThat(complete("fits", upload, parts).status()).isEqualTo(200);

        if (kind != TestStore.AZURE) { // whose parts are gone with the first answer
            assertThat(complete("fits", upload, parts).status())
                    .as("an answer may be lost")
                    .isEqualTo(200);
        }
        assertThat(server.get(FILES + "/fits/a.bin").body()).hasSize(MOST);
    }

    @Test
    void aPartThatIsNotTheOneThatWasSentLastIsRefused() throws IOException, InterruptedException {
        if (kind == TestStore.AZURE || kind == TestStore.GCS) {
            return; // which know parts by their numbers alone
        }
        JsonNode upload = begin("swapped");
        String first = part(upload, 0, 10);
        if (kind == TestStore.S3) {
            part(upload, 0, 20);
        }
        List<String> parts = kind == TestStore.S3 ? List.of(first) : List.of("\"%064x\"".formatted(1));

        assertThat(complete("swapped", upload, parts).status()).isEqualTo(400);
        assertThat(server.get(FILES + "/swapped/a.bin").status()).isEqualTo(404);
    }

    @Test
    void aUrlForAFileTakesNoLargerOne() throws IOException, InterruptedException {
        String run = server.createRun();
        Reply tooLarge = presign(run, ", \"file_size\": %d".formatted(MOST + 1));
        assertThat(tooLarge.status()).isEqualTo(400);
        assertThat(tooLarge.message()).contains("--max-file-size");
        assertThat(presign(run, ", \"file_size\": -1").status()).isEqualTo(400);

        Reply unsaid = presign(run, "");
        if (kind == TestStore.S3 || kind == TestStore.AZURE) {
            assertThat(unsaid.status()).isEqualTo(501);
            assertThat(unsaid.message()).contains("--max-file-size");
        } else {
            assertThat(send(unsaid, MOST + 1)).isBetween(400, 403);
            assertThat(send(unsaid, MOST)).isEqualTo(200);
        }
    }

    @Test
    void aUrlForAFileOfSomeSizeTakesNoLargerOne() throws IOException, InterruptedException {
        String run = server.createRun();

        Reply said = presign(run, ", \"file_size\": 100");

        if (kind == TestStore.AZURE) {
            assertThat(said.status()).isEqualTo(501); // it has no way to bind one
            return;
        }
        if (kind != TestStore.LOCAL) { // where this server looks at what comes, and at the bound of all alone
            assertThat(send(said, 101)).isBetween(400, 403);
        }
        assertThat(server.stored()).noneMatch(path -> path.contains(run) && path.endsWith("a.bin"));
        assertThat(send(said, 100)).isEqualTo(200);
        assertThat(server.get("/get-artifact?path=a.bin&run_id=" + run).body()).hasSize(100);
    }

    private Reply presign(String run, String more) throws IOException {
        String body = "{\"run_id\": \"%s\", \"path\": \"a.bin\"%s}".formatted(run, more);
        return server.send(Request.json("POST", RunningServer.API + "artifacts/presigned-upload-url", body)
                .with("Host: localhost:" + server.port()));
    }

    /// The status of a PUT of so many bytes.
    private static int send(Reply signed, int bytes) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(signed.field("presigned_url")))
                .PUT(BodyPublishers.ofByteArray(new byte[bytes]));
        signed.json()
                .path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private JsonNode begin(String folder) throws IOException {
        return post("mpu/create/" + folder, "{\"path\": \"a.bin\", \"num_parts\": 2}")
                .json();
    }

    /// Sends a part and returns its tag.
    private static String part(JsonNode upload, int number, int bytes) throws IOException, InterruptedException {
        HttpResponse<Void> sent = HTTP.send(
                HttpRequest.newBuilder(URI.create(upload.at("/credentials/%d/url".formatted(number))
                                .asString()))
                        .PUT(BodyPublishers.ofByteArray(new byte[bytes]))
                        .build(),
                BodyHandlers.discarding());
        assertThat(sent.statusCode()).isBetween(200, 201);
        return sent.headers().firstValue("ETag").orElse("");
    }

    private Reply complete(String folder, JsonNode upload, List<String> etags) throws IOException {
        List<String> parts = new ArrayList<>();
        for (String etag : etags) {
            parts.add(
                    "{\"part_number\": %d, \"etag\": \"%s\"}".formatted(parts.size() + 1, etag.replace("\"", "\\\"")));
        }
        return post(
                "mpu/complete/" + folder,
                "{\"path\": \"a.bin\", \"upload_id\": \"%s\", \"parts\": [%s]}"
                        .formatted(upload.path("upload_id").asString(), String.join(",", parts)));
    }

    private Reply post(String target, String body) throws IOException {
        return server.send(Request.json("POST", PROXY + target, body).with("Host: localhost:" + server.port()));
    }
}
