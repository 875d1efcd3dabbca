package dev.cairn.artifacts;

import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Clients that move files to and from the store by themselves.
@OnEachStore
final class DirectTransferTest {
    @RegisterExtension
    static final ServerOnEachStore SERVERS = new ServerOnEachStore();

    private static final String PROXY = "/api/2.0/mlflow-artifacts/";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    /// The least that S3 takes of a part that is not the last.
    private static final int PART = 5 << 20;

    /// Stores that have parts of their own making, and know them by their numbers alone.
    private static final Set<TestStore> BY_NUMBER = Set.of(TestStore.AZURE, TestStore.GCS);

    private final TestStore kind;
    private final RunningServer server;

    DirectTransferTest(TestStore kind) {
        this.kind = kind;
        server = SERVERS.on(kind);
    }

    @Test
    void partsBecomeOneFileWhenTheyAreCompleted() throws IOException, InterruptedException {
        byte[] content = new byte[2 * PART + 17];
        new Random(3).nextBytes(content);
        JsonNode upload = create("whole", "/home/me/model.bin", 3);
        List<String> etags = new ArrayList<>();
        for (int part : new int[] {2, 0, 1}) { // they arrive in any order
            etags.add(etag(put(url(upload, part), slice(content, part))));
            assertThat(server.get(FILES + "?path=whole").text()).isEqualTo("{}");
        }

        Reply done = complete("whole", "model.bin", upload, List.of(etags.get(1), etags.get(2), etags.get(0)));

        assertThat(done.text()).isEqualTo("{}");
        if (kind != TestStore.AZURE) { // whose parts are gone with the first answer
            assertThat(complete("whole", "model.bin", upload, List.of(etags.get(1), etags.get(2), etags.get(0)))
                            .status())
                    .as("an answer may be lost")
                    .isEqualTo(200);
        }
        assertThat(server.get(FILES + "/whole/model.bin").body()).isEqualTo(content);
        assertThat(server.get(FILES + "?path=whole").json().path("files")).hasSize(1);
    }

    @Test
    void aPartThatWasSentAgainCountsAsItWasSentLast() throws IOException, InterruptedException {
        JsonNode upload = create("again", "a.bin", 1);
        put(url(upload, 0), "first".getBytes(StandardCharsets.UTF_8));
        String etag = etag(put(url(upload, 0), new byte[] {'2'}));

        assertThat(complete("again", "a.bin", upload, List.of(etag)).status()).isEqualTo(200);
        if (kind != TestStore.S3) { // where it is the store's affair
            assertThat(complete("again", "a.bin", upload, List.of(etag)).status())
                    .isEqualTo(200);
        }
        assertThat(server.get(FILES + "/again/a.bin").text()).isEqualTo("2");
    }

    @Test
    void whatIsAbortedIsGone() throws IOException, InterruptedException {
        JsonNode upload = create("gone", "a.bin", 2);
        String etag = etag(put(url(upload, 0), new byte[10]));
        String body = JSON.writeValueAsString(JSON.createObjectNode()
                .put("path", "a.bin")
                .put("upload_id", upload.path("upload_id").asString()));

        assertThat(post("mpu/abort/gone", body).text()).isEqualTo("{}");
        assertThat(post("mpu/abort/gone", body).status()).isEqualTo(200);

        if (!BY_NUMBER.contains(kind)) { // which take it, and forget it later
            assertThat(put(url(upload, 1), new byte[10]).statusCode()).isEqualTo(404);
        }
        assertThat(complete("gone", "a.bin", upload, List.of(etag)).status()).isEqualTo(404);
        assertThat(server.get(FILES + "/gone/a.bin").status()).isEqualTo(404);
    }

    @Test
    void anUploadIsCompletedWithItsOwnPartsAtItsOwnPathAlone() throws IOException, InterruptedException {
        JsonNode upload = create("own", "a.bin", 1);
        String etag = etag(put(url(upload, 0), new byte[10]));

        assertThat(complete("own", "b.bin", upload, List.of(etag)).status()).isIn(400, 404);
        List<String> others = BY_NUMBER.contains(kind) ? List.of(etag, "a second part") : List.of("\"0123\"");
        assertThat(complete("own", "a.bin", upload, others).status()).isEqualTo(400);
        assertThat(complete("own", "a.bin", upload, List.of()).status()).isEqualTo(400);
        assertThat(server.get(FILES + "?path=own").text()).isEqualTo("{}");
        assertThat(complete("own", "a.bin", upload, List.of(etag)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2Fx", "%2e%2e/x", "a/%252e%252e/x", "a\\x", "a//b", "a/./b"})
    void noUploadAndNoUrlLeadsOutOfTheStore(String folder) throws IOException {
        String body =
                "{\"path\": \"a.bin\", \"num_parts\": 1, \"upload_id\": \"x\", \"parts\": [{\"part_number\": 1}]}";
        for (String step : List.of("create", "complete", "abort")) {
            assertThat(post("mpu/" + step + "/" + folder, body).status()).isEqualTo(400);
        }
        assertThat(get(PROXY + "presigned/" + folder).status()).isEqualTo(400);
        assertThat(get(PROXY + "zip?path=" + folder).status()).isEqualTo(400);
    }

    @Test
    void aFileIsNamedByTheLastNameOfItsPathOnTheClient() throws IOException {
        for (String path : List.of("..", "a/..", "/", "a\\\\..", "")) {
            assertThat(post("mpu/create/names", "{\"path\": \"%s\", \"num_parts\": 1}".formatted(path))
                            .status())
                    .as(path)
                    .isEqualTo(400);
        }
        for (int parts : new int[] {0, -1, 10_001}) {
            assertThat(post("mpu/create/names", "{\"path\": \"a\", \"num_parts\": %d}".formatted(parts))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void aUrlIsGoodForItsFileAndItsMethodAlone() throws IOException, InterruptedException {
        server.put("secret/mine", "mine");
        server.put("secret/other", "other");
        String url = get(PROXY + "presigned/secret/mine").field("url");

        HttpResponse<byte[]> part = send(HttpRequest.newBuilder(URI.create(url)).header("Range", "bytes=1-2"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), StandardCharsets.UTF_8)).isEqualTo("in");
        assertThat(part.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(send(HttpRequest.newBuilder(URI.create(url.replace("secret/mine", "secret/other"))))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(URI.create(url))
                                .header("x-ms-blob-type", "BlockBlob") // which Azure looks for first
                                .PUT(BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(URI.create(url)).DELETE()).statusCode())
                .isIn(403, 405);
        assertThat(server.get(FILES + "/secret/mine").text()).isEqualTo("mine");
    }

    @Test
    void theDownloadOfNothingIsRefusedBeforehand() throws IOException {
        server.put("there/file", "x");

        assertThat(get(PROXY + "presigned/there/not").status()).isEqualTo(404);
        assertThat(get(PROXY + "presigned/there").status()).isEqualTo(400);
        assertThat(get(PROXY + "presigned/there/file").json().path("file_size").asInt())
                .isEqualTo(1);
    }

    @Test
    void filesOfARunAreWrittenAndReadUnderUrls() throws IOException, InterruptedException {
        String run = server.createRun();
        String request = "{\"run_id\": \"%s\", \"path\": \"d/a.txt\", \"expiration\": 60}".formatted(run);
        Reply up = send("POST", RunningServer.API + "artifacts/presigned-upload-url", request);

        HttpRequest.Builder put =
                HttpRequest.newBuilder(URI.create(up.field("presigned_url"))).PUT(BodyPublishers.ofString("hello"));
        up.json()
                .path("headers")
                .properties()
                .forEach(header -> put.header(header.getKey(), header.getValue().asString()));
        assertThat(send(put).statusCode()).isBetween(200, 201);

        Reply down = send("POST", RunningServer.API + "artifacts/presigned-download-url", request);
        assertThat(down.json().path("file_size").asInt()).isEqualTo(5);
        assertThat(send(HttpRequest.newBuilder(URI.create(down.field("presigned_url"))))
                        .body())
                .asString()
                .isEqualTo("hello");
        for (String wrong : List.of(
                "{\"run_id\": \"%s\", \"path\": \"a\", \"expiration\": 0}".formatted(run),
                "{\"run_id\": \"%s\", \"path\": \"a\", \"expiration\": 604801}".formatted(run),
                "{\"run_id\": \"%s\", \"path\": \"../a\"}".formatted(run),
                "{\"path\": \"a\"}",
                "{\"run_id\": \"%1$s\", \"model_id\": \"%1$s\", \"path\": \"a\"}".formatted(run))) {
            assertThat(send("POST", RunningServer.API + "artifacts/presigned-upload-url", wrong)
                            .status())
                    .isEqualTo(400);
            assertThat(send("POST", RunningServer.API + "artifacts/presigned-download-url", wrong)
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void aUrlIsNoLongerGoodWhenItsTimeIsOver() throws IOException, InterruptedException {
        String run = server.createRun();
        server.put("0/%s/artifacts/a.txt".formatted(run), "hello");
        String request = "{\"run_id\": \"%s\", \"path\": \"a.txt\", \"expiration\": 1}".formatted(run);
        String up = send("POST", RunningServer.API + "artifacts/presigned-upload-url", request)
                .field("presigned_url");
        HttpRequest.Builder download = HttpRequest.newBuilder(
                URI.create(send("POST", RunningServer.API + "artifacts/presigned-download-url", request)
                        .field("presigned_url")));

        long end = System.nanoTime() + PATIENCE.toNanos();
        while (send(download).statusCode() == 200 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }

        assertThat(send(download).statusCode()).isEqualTo(403);
        assertThat(send(HttpRequest.newBuilder(URI.create(up))
                                .header("x-ms-blob-type", "BlockBlob")
                                .PUT(BodyPublishers.ofString("late")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get("/get-artifact?path=a.txt&run_id=" + run).text()).isEqualTo("hello");
    }

    @Test
    void theServerTellsClientsWhatTheyMayDo() throws IOException {
        JsonNode info = server.get("/api/3.0/mlflow/server-info").json();

        assertThat(info.path("multipart_uploads_enabled").asBoolean()).isTrue();
        assertThat(info.path("multipart_downloads_enabled").asBoolean()).isEqualTo(kind != TestStore.LOCAL);
    }

    private JsonNode create(String folder, String file, int parts) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("path", file).put("num_parts", parts);
        Reply reply = post("mpu/create/" + folder, JSON.writeValueAsString(body));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("credentials")).hasSize(parts);
        return reply.json();
    }

    private Reply complete(String folder, String file, JsonNode upload, List<String> etags) throws IOException {
        ObjectNode body = JSON.createObjectNode()
                .put("path", file)
                .put("upload_id", upload.path("upload_id").asString());
        ArrayNode parts = body.putArray("parts");
        for (int i = 0; i < etags.size(); i++) {
            parts.addObject()
                    .put("part_number", i + 1)
                    .put("etag", etags.get(i))
                    .put("url", "ignored");
        }
        return post("mpu/complete/" + folder, JSON.writeValueAsString(body));
    }

    private Reply get(String target) throws IOException {
        return send("GET", target, "");
    }

    /// Under the name and port by which the URLs of the answer lead back.
    private Reply send(String method, String target, String body) throws IOException {
        return server.send(Request.json(method, target, body).with("Host: localhost:" + server.port()));
    }

    private Reply post(String target, String body) throws IOException {
        return send("POST", PROXY + target, body);
    }

    private static String url(JsonNode upload, int part) {
        return upload.at("/credentials/%d/url".formatted(part)).asString();
    }

    /// What the stock client sends back of a part: Azure answers no tag of one.
    private static String etag(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isBetween(200, 201);
        return answer.headers().firstValue("ETag").orElse("");
    }

    private static byte[] slice(byte[] content, int part) {
        return Arrays.copyOfRange(content, part * PART, Math.min(content.length, (part + 1) * PART));
    }

    private static HttpResponse<byte[]> put(String url, byte[] content) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).PUT(BodyPublishers.ofByteArray(content)));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }
}
