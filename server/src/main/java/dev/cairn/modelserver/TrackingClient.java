package dev.cairn.modelserver;

import dev.cairn.catalog.Catalog;
import dev.cairn.config.TrackingCredentials;
import dev.cairn.http.Json;
import dev.cairn.protocol.PercentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks a tracking server where a model's files are, and fetches them.
public final class TrackingClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(10);
    private static final String API = "/api/2.0/mlflow/";
    private static final String CATALOGUE = API + "unity-catalog/";
    private static final String DIRECTORIES = "/api/2.0/fs/directories";
    private static final String FILES = "/api/2.0/fs/files";
    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";
    private static final String PROXY_SCHEME = "mlflow-artifacts:";

    /// A folder of a run, as the source of a version may say.
    private static final Pattern OF_RUN = Pattern.compile("runs:/+([^/]+)/(.+)");

    private static final int OK = 200;

    private final String server;
    private final TrackingCredentials credentials = TrackingCredentials.of(System.getenv());
    /// Where MLflow's own clients look, by the variable that they read.
    private final @Nullable String workspace = System.getenv("MLFLOW_WORKSPACE");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /// @param server its address, such as `http://127.0.0.1:5000`
    public TrackingClient(String server) {
        if (!server.startsWith("http://") && !server.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "'%s' is no tracking server: name one by --tracking-uri http://HOST:PORT.".formatted(server));
        }
        this.server = server.replaceFirst("/+$", "");
    }

    /// Fetches all files of a model; of the catalogue, if its name is one of three parts.
    public void download(ModelUri model, Path into) throws IOException, InterruptedException {
        switch (model) {
            case ModelUri.ByVersion(String name, String version)
            when Catalog.isFullName(name) -> downloadGoverned(name, version, into);
            case ModelUri.ByAlias(String name, String alias)
            when Catalog.isFullName(name) -> downloadGoverned(name, versionOf(name, alias), into);
            case ModelUri.ByVersion _, ModelUri.ByAlias _, ModelUri.ById _ -> download(artifactUri(model), into);
            case ModelUri.InFolder(Path folder) -> throw isHere(folder);
        }
    }

    /// The same model, without an alias that may mean another version later.
    public ModelUri pinned(ModelUri model) throws IOException, InterruptedException {
        return model instanceof ModelUri.ByAlias(String name, String alias)
                ? new ModelUri.ByVersion(name, versionOf(name, alias))
                : model;
    }

    private String versionOf(String name, String alias) throws IOException, InterruptedException {
        JsonNode found = get((Catalog.isFullName(name) ? CATALOGUE : API) + "registered-models/alias?name="
                + PercentEncoding.of(name) + "&alias=" + PercentEncoding.of(alias));
        return found.path("model_version").path("version").asString();
    }

    private static IllegalArgumentException isHere(Path folder) {
        return new IllegalArgumentException("%s is on this machine, and not on a tracking server.".formatted(folder));
    }

    private void downloadGoverned(String name, String version, Path into) throws IOException, InterruptedException {
        downloadGoverned("/Models/%s/%s".formatted(name.replace('.', '/'), version), into);
    }

    private void downloadGoverned(String folder, Path into) throws IOException, InterruptedException {
        Files.createDirectories(into);
        String path = DIRECTORIES + PercentEncoding.ofPath(folder);
        String token = "";
        do {
            JsonNode page = get(token.isEmpty() ? path : path + "?page_token=" + PercentEncoding.of(token));
            for (JsonNode file : page.path("contents")) {
                String name = file.path("name").asString();
                Path target = within(into, name);
                if (file.path("is_directory").asBoolean()) {
                    downloadGoverned(folder + "/" + name, target);
                } else {
                    downloadFile(FILES + PercentEncoding.ofPath(folder + "/" + name), target);
                }
            }
            token = page.path("next_page_token").asString("");
        } while (!token.isEmpty());
    }

    private static Path within(Path folder, String name) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!folder.equals(target.getParent())) {
            throw new IOException("The server listed a file with an unsafe name: " + name);
        }
        return target;
    }

    /// Where the files of a model lie.
    private String artifactUri(ModelUri model) throws IOException, InterruptedException {
        return switch (model) {
            case ModelUri.ById(String modelId) ->
                get(API + "logged-models/" + PercentEncoding.of(modelId))
                        .path("model")
                        .path("info")
                        .path("artifact_uri")
                        .asString();
            case ModelUri.ByVersion(String name, String version) -> downloadUri(name, version);
            case ModelUri.ByAlias(String name, String alias) -> downloadUri(name, versionOf(name, alias));
            case ModelUri.InFolder(Path folder) -> throw isHere(folder);
        };
    }

    /// Fetches all files below an artifact URI of the server's own store.
    private void download(String artifactUri, Path into) throws IOException, InterruptedException {
        if (!artifactUri.startsWith(PROXY_SCHEME)) {
            throw new IllegalArgumentException(
                    "The model's files are at '%s', which this version cannot read: it serves models that are kept by the tracking server."
                            .formatted(artifactUri));
        }
        String root = artifactUri
                .substring(PROXY_SCHEME.length())
                .replaceFirst("^//[^/]*", "")
                .replaceFirst("^/+", "");
        downloadFolder(root, into);
    }

    private void downloadFolder(String folder, Path into) throws IOException, InterruptedException {
        Files.createDirectories(into);
        for (JsonNode file : get(PROXY + "?path=" + PercentEncoding.of(folder)).path("files")) {
            String name = file.path("path").asString();
            Path target = within(into, name);
            if (file.path("is_dir").asBoolean()) {
                downloadFolder(folder + "/" + name, target);
            } else {
                downloadFile(PROXY + "/" + PercentEncoding.ofPath(folder + "/" + name), target);
            }
        }
    }

    private void downloadFile(String path, Path target) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(path, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new TrackingServerException("The model cannot be fetched from %s: it answered %d for the file %s."
                        .formatted(server, response.statusCode(), path));
            }
            Files.copy(body, target);
        } catch (FileSystemException disk) {
            throw disk;
        } catch (IOException cut) {
            throw new TrackingServerException(
                    "The model cannot be fetched from %s: %s".formatted(server, cut.getMessage()), cut);
        }
    }

    private String downloadUri(String name, String version) throws IOException, InterruptedException {
        String uri = get(API + "model-versions/get-download-uri?name=" + PercentEncoding.of(name) + "&version="
                        + PercentEncoding.of(version))
                .path("artifact_uri")
                .asString();
        Matcher run = OF_RUN.matcher(uri);
        return run.matches() ? "%s/%s".formatted(artifactsOf(run.group(1)), run.group(2)) : uri;
    }

    private String artifactsOf(String runId) throws IOException, InterruptedException {
        return get(API + "runs/get?run_id=" + PercentEncoding.of(runId))
                .path("run")
                .path("info")
                .path("artifact_uri")
                .asString();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(path, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != OK) {
            throw new IllegalArgumentException("The tracking server %s refused: %s"
                    .formatted(server, new String(response.body(), StandardCharsets.UTF_8)));
        }
        try {
            return Json.readAnswer(response.body());
        } catch (JacksonException malformed) {
            throw new TrackingServerException(
                    "The tracking server %s answered %s in words that are not JSON.".formatted(server, path),
                    malformed);
        }
    }

    private <T> HttpResponse<T> send(String path, HttpResponse.BodyHandler<T> body) throws InterruptedException {
        try {
            return http.send(request(path), body);
        } catch (ConnectException | HttpTimeoutException away) {
            throw new TrackingServerException("The tracking server %s does not answer.".formatted(server), away);
        } catch (SSLException untrusted) {
            throw new TrackingServerException(
                    "The tracking server %s cannot be asked by TLS: %s".formatted(server, untrusted.getMessage()),
                    untrusted);
        } catch (IOException failure) {
            throw new TrackingServerException(
                    "The tracking server %s cannot be asked: %s".formatted(server, failure.getMessage()), failure);
        }
    }

    private HttpRequest request(String path) {
        HttpRequest.Builder request = credentials
                .sign(HttpRequest.newBuilder(URI.create(server + path)))
                .timeout(ANSWER)
                .GET();
        if (workspace != null && !workspace.isEmpty()) {
            request.header("X-MLFLOW-WORKSPACE", workspace);
        }
        return request.build();
    }
}
