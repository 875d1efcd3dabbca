package dev.cairn.artifacts;

import static dev.cairn.RunningServer.FILES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.config.LimitConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What a workspace may use of each kind of store, over HTTP.
@OnEachStore
final class StorageQuotaTest {
    private static final int QUOTA = 1_000;

    @RegisterExtension
    static final ServerOnEachStore SERVERS = new ServerOnEachStore(LimitConfig.DEFAULT.withStorage(QUOTA));

    private static final String STORAGE = "/api/3.0/cairn/workspaces/%s/storage";
    private static final String PROXY = "/api/2.0/mlflow-artifacts/";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestStore kind;
    private final RunningServer server;
    private String team = "";

    StorageQuotaTest(TestStore kind) {
        this.kind = kind;
        server = SERVERS.on(kind);
    }

    @Test
    void whatDoesNotFitIsRefusedAndNotThere() throws IOException {
        begin("refused");
        assertThat(put("a", 600).status()).isEqualTo(200);

        Reply refused = put("b", 401);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.errorCode()).isEqualTo("QUOTA_EXCEEDED");
        assertThat(refused.message()).contains(team, "600", "1,000", "./cairn gc");
        assertThat(put("b", 400).status()).isEqualTo(200);
        assertThat(used()).isEqualTo(1_000);
        assertThat(get("b").body()).hasSize(400);
    }

    @Test
    void whatComesWithoutALengthIsCountedAsItComes() throws IOException {
        begin("chunked");

        Reply refused = server.send(inTeam(Request.of("PUT", FILES + "/chunked")
                .body("3e9\r\n" + "x".repeat(1_001) + "\r\n0\r\n\r\n")
                .without("Content-Length")
                .with("Transfer-Encoding: chunked")));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(get("chunked").status()).isEqualTo(404);
        assertThat(used()).isZero();
        assertThat(put("fits", 1_000).status()).isEqualTo(200);
    }

    @Test
    void ofManyUploadsAtOnceNoMoreAreTakenThanFit() throws Exception {
        begin("race");
        List<Future<Integer>> all = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                String name = "f" + i;
                all.add(clients.submit(() -> put(name, 90).status()));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> one : all) {
            statuses.add(one.get());
        }

        assertThat(statuses).containsOnly(200, 413);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(11);
        assertThat(used()).isEqualTo(990);
        assertThat(storage().path("reserved").asLong()).isZero();
    }

    @Test
    void whatIsDeletedOrReplacedIsGivenBack() throws IOException {
        begin("given-back");
        put("d/a", 500);
        put("d/b", 400);
        assertThat(put("d/a", 600).status()).as("takes the place of 500").isEqualTo(200);
        assertThat(used()).isEqualTo(1_000);
        assertThat(put("d/a", 601).status()).isEqualTo(413);
        assertThat(get("d/a").body()).hasSize(600);
        put("d/a", 10);
        assertThat(used()).isEqualTo(410);

        assertThat(server.send(inTeam(Request.of("DELETE", FILES + "/d"))).status())
                .isEqualTo(200);

        assertThat(used()).isZero();
        assertThat(put("c", 1_000).status()).isEqualTo(200);
    }

    @Test
    void partsAreTakenAsFarAsTheyFit() throws IOException, InterruptedException {
        begin("parts");
        put("p/a.bin", 300);
        JsonNode upload =
                post("mpu/create/p", "{\"path\": \"a.bin\", \"num_parts\": 1}").json();
        String url = upload.at("/credentials/0/url").asString();
        int sent = send(url, 701);
        if (kind == TestStore.LOCAL) {
            assertThat(sent).isEqualTo(413);
        } else {
            Reply refused = complete(upload, etag(url, 1_001));
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.errorCode()).isEqualTo("QUOTA_EXCEEDED");
        }
        assertThat(get("p/a.bin").body()).hasSize(300);

        assertThat(complete(upload, etag(url, 650)).status()).isEqualTo(200);

        assertThat(get("p/a.bin").body()).hasSize(650);
        assertThat(used()).isEqualTo(650);
        assertThat(storage().path("reserved").asLong()).isZero();
    }

    @Test
    void whatIsAbortedIsGivenBack() throws IOException, InterruptedException {
        begin("aborted");
        JsonNode upload =
                post("mpu/create/p", "{\"path\": \"a.bin\", \"num_parts\": 1}").json();
        etag(upload.at("/credentials/0/url").asString(), 900);
        assertThat(storage().path("reserved").asLong()).isEqualTo(kind == TestStore.LOCAL ? 900 : 0);

        post(
                "mpu/abort/p",
                "{\"path\": \"a.bin\", \"upload_id\": \"%s\"}"
                        .formatted(upload.path("upload_id").asString()));

        assertThat(storage().path("reserved").asLong()).isZero();
        assertThat(put("b", 1_000).status()).isEqualTo(200);
    }

    @Test
    void aUrlForAFileReservesWhatItTakes() throws IOException, InterruptedException {
        begin("presigned");
        String run = server.send(inTeam(Request.json(
                        "POST",
                        RunningServer.API + "runs/create",
                        "{\"experiment_id\": \"%s\"}".formatted(experiment()))))
                .json()
                .at("/run/info/run_id")
                .asString();
        String body = "{\"run_id\": \"%s\", \"path\": \"%s\"%s}";
        Reply said = presign(body.formatted(run, "a", ", \"file_size\": 700"));
        switch (kind) {
            case AZURE -> assertThat(said.status()).isEqualTo(501);
            case LOCAL -> {
                assertThat(send(said.field("presigned_url"), 1_001)).isEqualTo(413);
                assertThat(send(said.field("presigned_url"), 700)).isEqualTo(200);
                assertThat(used()).isEqualTo(700);
            }
            default -> {
                assertThat(presign(body.formatted(run, "b", "")).status()).isEqualTo(501);
                assertThat(presign(body.formatted(run, "b", ", \"file_size\": 301"))
                                .status())
                        .isEqualTo(413);
                assertThat(storage().path("reserved").asLong()).isEqualTo(700);
            }
        }
    }

    @Test
    void aQuotaIsSetForOneWorkspaceAndMeasuredThen() throws IOException {
        begin("own");
        assertThat(setQuota("off").status()).isEqualTo(200);
        assertThat(put("large", 5_000).status()).isEqualTo(200);
        assertThat(storage().has("quota")).isFalse();

        Reply set = setQuota("5k");

        assertThat(set.json().path("quota").asLong()).isEqualTo(5 << 10);
        assertThat(used()).isEqualTo(5_000);
        assertThat(put("more", 121).status()).isEqualTo(413);
        assertThat(put("more", 120).status()).isEqualTo(200);
        assertThat(setQuota("much").status()).isEqualTo(400);
        assertThat(setQuota("default").json().path("quota").asLong()).isEqualTo(QUOTA);
        assertThat(server.send(inTeam(Request.of("DELETE", FILES + "/large"))).status())
                .as("also of a workspace that has too much")
                .isEqualTo(200);
        assertThat(used()).isEqualTo(120);
    }

    /// Makes a workspace, and waits until it is measured.
    private void begin(String name) throws IOException {
        team = name;
        server.send(Request.json("POST", "/api/3.0/mlflow/workspaces", "{\"name\": \"%s\"}".formatted(name)));
        used();
    }

    private String experiment() throws IOException {
        return server.send(inTeam(Request.json("POST", RunningServer.API + "experiments/create", "{\"name\": \"e\"}")))
                .field("experiment_id");
    }

    private long used() throws IOException {
        JsonNode storage = storage();
        while (!storage.has("used")) {
            Thread.onSpinWait();
            storage = storage();
        }
        return storage.path("used").asLong();
    }

    private JsonNode storage() throws IOException {
        return server.get(STORAGE.formatted(team)).json();
    }

    private Reply setQuota(String size) throws IOException {
        return server.send(Request.json("PATCH", STORAGE.formatted(team), "{\"quota\": \"%s\"}".formatted(size)));
    }

    private Reply put(String path, int bytes) {
        try {
            return server.send(inTeam(Request.of("PUT", FILES + "/" + path).body("x".repeat(bytes))));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Reply get(String path) throws IOException {
        return server.send(inTeam(Request.of("GET", FILES + "/" + path)));
    }

    private Reply post(String target, String body) throws IOException {
        return server.send(inTeam(Request.json("POST", PROXY + target, body)).with("Host: localhost:" + server.port()));
    }

    private Reply presign(String body) throws IOException {
        return server.send(inTeam(Request.json("POST", RunningServer.API + "artifacts/presigned-upload-url", body))
                .with("Host: localhost:" + server.port()));
    }

    private Reply complete(JsonNode upload, String etag) throws IOException {
        return post(
                "mpu/complete/p",
                "{\"path\": \"a.bin\", \"upload_id\": \"%s\", \"parts\": [{\"part_number\": 1, \"etag\": \"%s\"}]}"
                        .formatted(upload.path("upload_id").asString(), etag.replace("\"", "\\\"")));
    }

    private Request inTeam(Request request) {
        return request.with("X-MLFLOW-WORKSPACE: " + team);
    }

    private static int send(String url, int bytes) throws IOException, InterruptedException {
        return sent(url, bytes).statusCode();
    }

    private static String etag(String url, int bytes) throws IOException, InterruptedException {
        HttpResponse<Void> answer = sent(url, bytes);
        assertThat(answer.statusCode()).isBetween(200, 201);
        return answer.headers().firstValue("ETag").orElse("");
    }

    private static HttpResponse<Void> sent(String url, int bytes) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .PUT(BodyPublishers.ofByteArray(new byte[bytes]))
                        .build(),
                BodyHandlers.discarding());
    }
}
