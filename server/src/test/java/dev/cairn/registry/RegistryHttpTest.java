package dev.cairn.registry;

import static dev.cairn.registry.RegistryFixture.OWNER;
import static dev.cairn.registry.RegistryFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Permission;
import dev.cairn.http.Doorkeeper;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpServer;
import dev.cairn.http.Json;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import dev.cairn.protocol.tracking.RunInfo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The registry over real HTTP.
final class RegistryHttpTest {
    @TempDir
    private Path folder;

    private RegistryFixture registry;
    private HttpServer server;
    private HttpClient client;

    @BeforeEach
    void start() throws IOException {
        registry = RegistryFixture.open(folder);
        registry.model("churn");
        server = HttpServer.start(
                new HttpConfig("127.0.0.1", 0, HttpConfig.LOOPBACK),
                registry.routes.all(),
                Doorkeeper.everybodyIs(OWNER),
                new SimpleMeterRegistry());
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        registry.close();
    }

    @Test
    void aFileOfAVersionIsSentHoweverItsSourceIsWritten() throws IOException, InterruptedException {
        RunInfo run = registry.run(OWNER);
        LoggedModelInfo logged = registry.loggedModel(OWNER, run.runId());
        upload(run.artifactUri() + "/model/MLmodel", "of the run");
        upload(logged.artifactUri() + "/MLmodel", "of the logged model");
        registry.version(OWNER, request("churn", run.artifactUri() + "/model", run.runId(), null));
        registry.version(OWNER, request("churn", "runs:/" + run.runId() + "/model", run.runId(), null));
        registry.version(OWNER, request("churn", "models:/" + logged.modelId(), null, logged.modelId()));
        registry.version(OWNER, request("churn", "models:/churn/2", null, null));
        assertThat(file("1", "MLmodel").body()).isEqualTo("of the run");
        assertThat(file("2", "MLmodel").body()).isEqualTo("of the run");
        assertThat(file("3", "MLmodel").body()).isEqualTo("of the logged model");
        assertThat(file("4", "MLmodel").body()).isEqualTo("of the run");
    }

    @Test
    void whatLiesElsewhereIsNotSent() throws IOException, InterruptedException {
        RunInfo run = registry.run(OWNER);
        upload(run.artifactUri() + "/secret", "not the model's");
        registry.version(OWNER, request("churn", run.artifactUri() + "/model", run.runId(), null));
        registry.version("churn");
        registry.version(OWNER, request("churn", "runs:/gone/model", "gone", null));
        assertThat(file("1", "../secret").statusCode()).isEqualTo(400);
        assertThat(file("1", "%252e%252e%252fsecret").statusCode()).isEqualTo(400);
        assertThat(file("1", "absent").statusCode()).isEqualTo(404);
        assertThat(file("2", "MLmodel").body()).contains("are kept outside this server");
        assertThat(file("3", "MLmodel").statusCode()).isEqualTo(404);
        assertThat(file("9", "MLmodel").statusCode()).isEqualTo(404);
        assertThat(get("/model-versions/get-artifact?name=churn&version=1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void clientsOfTheManagedPlatformListFilesAndAreToldWhereEachIsRead() throws IOException, InterruptedException {
        RunInfo run = registry.run(OWNER);
        upload(run.artifactUri() + "/model/MLmodel", "of the run");
        upload(run.artifactUri() + "/model/data/a%20b.txt", "some data");
        registry.version(OWNER, request("churn", "runs:/" + run.runId() + "/model", run.runId(), null));

        assertThat(managed("list-artifacts", "").body())
                .contains("{\"path\":\"MLmodel\",\"is_dir\":false,\"file_size\":10}")
                .contains("{\"path\":\"data\",\"is_dir\":true");
        assertThat(managed("list-artifacts", "data").body()).contains("\"path\":\"data/a b.txt\"");
        assertThat(read(managed("get-signed-download-uri", "data/a%20b.txt"))).isEqualTo("some data");
        assertThat(managed("get-signed-download-uri", "absent").statusCode()).isEqualTo(404);
        assertThat(managed("list-artifacts", "../secret").statusCode()).isEqualTo(400);
        assertThat(managed("get-signed-download-uri", "..%2Fsecret").statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> managed(String what, String path) throws IOException, InterruptedException {
        return get("/api/2.0/mlflow/model-versions/%s?name=churn&version=1&path=%s".formatted(what, path));
    }

    /// Where an answer says that a file is.
    private String read(HttpResponse<String> signed) throws IOException, InterruptedException {
        String uri = Json.readTree(signed.body().getBytes(StandardCharsets.UTF_8))
                .path("signed_uri")
                .asString();
        return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void latestVersionsAreReadByGetAndByPost() throws IOException, InterruptedException {
        registry.version("churn");
        String path = "/ajax-api/2.0/mlflow/registered-models/get-latest-versions";
        String byGet = get(path + "?name=churn&stages=None&stages=Staging").body();
        String byPost =
                post(path, "{\"name\": \"churn\", \"stages\": [\"None\"]}").body();
        assertThat(byGet).contains("\"version\":\"1\"").isEqualTo(byPost);
        assertThat(get(path + "?name=churn&stages=Staging").body()).isEqualTo("{}");
    }

    @Test
    void aSearchIsAGetAlone() throws IOException, InterruptedException {
        assertThat(get("/api/2.0/mlflow/registered-models/search?max_results=1").statusCode())
                .isEqualTo(200);
        assertThat(post("/api/2.0/mlflow/registered-models/search", "{}").statusCode())
                .isEqualTo(405);
        assertThat(post("/api/2.0/mlflow/model-versions/search", "{}").statusCode())
                .isEqualTo(405);
    }

    @Test
    void aMissingParameterIsNamed() throws IOException, InterruptedException {
        assertThat(post("/api/2.0/mlflow/model-versions/create", "{\"name\": \"churn\"}")
                        .body())
                .contains("Missing value for required parameter 'source'. See the API docs");
        assertThat(post("/api/2.0/mlflow/registered-models/alias", "{\"name\":\"churn\",\"alias\":\"a\",\"version\":1}")
                        .body())
                .contains("parameter 'version' supplied:", "Value was of type 'int'.");
    }

    @Test
    void everyRouteSaysWhatItsCallerNeeds() {
        assertThat(registry.routes.all())
                .filteredOn(route -> route.path().contains("registered-models")
                        || route.path().contains("model-versions"))
                .hasSize(53)
                .allSatisfy(route -> assertThat(route.permission()).isNotInstanceOf(Permission.Open.class));
    }

    private void upload(String uri, String content) throws IOException, InterruptedException {
        String path = uri.replace("mlflow-artifacts:/", "/api/2.0/mlflow-artifacts/artifacts/");
        assertThat(send(to(path).PUT(BodyPublishers.ofString(content))).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> file(String version, String path) throws IOException, InterruptedException {
        return get("/model-versions/get-artifact?name=churn&version=%s&path=%s".formatted(version, path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path).GET());
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
