package dev.cairn.modelserver;

import dev.cairn.catalog.Catalog;
import dev.cairn.protocol.PercentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Asks a tracking server where a model's files are, and fetches them.
public final class TrackingClient {
    private static final String API = TrackingCalls.API;
    private static final String CATALOGUE = API + "unity-catalog/";
    private static final String DIRECTORIES = "/api/2.0/fs/directories";
    private static final String FILES = "/api/2.0/fs/files";

    /// A folder of a run, as the source of a version may say.
    private static final Pattern OF_RUN = Pattern.compile("runs:/+([^/]+)/(.+)");

    private static final int OK = 200;

    private final TrackingCalls calls;

    /// @param server its address, such as `http://127.0.0.1:5000`
    public TrackingClient(String server) {
        this.calls = new TrackingCalls(server);
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
        JsonNode found = calls.get((Catalog.isFullName(name) ? CATALOGUE : API) + "registered-models/alias?name="
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
            JsonNode page = calls.get(token.isEmpty() ? path : path + "?page_token=" + PercentEncoding.of(token));
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
                calls.get(API + "logged-models/" + PercentEncoding.of(modelId))
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
        String root = ProxiedFolder.of(artifactUri)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The model's files are at '%s', which this version cannot read: it serves models that are kept by the tracking server."
                                .formatted(artifactUri)));
        downloadFolder(root, into);
    }

    private void downloadFolder(String folder, Path into) throws IOException, InterruptedException {
        Files.createDirectories(into);
        for (JsonNode file : calls.get(ProxiedFolder.ROUTE + "?path=" + PercentEncoding.of(folder))
                .path("files")) {
            String name = file.path("path").asString();
            Path target = within(into, name);
            if (file.path("is_dir").asBoolean()) {
                downloadFolder(folder + "/" + name, target);
            } else {
                downloadFile(ProxiedFolder.ROUTE + "/" + PercentEncoding.ofPath(folder + "/" + name), target);
            }
        }
    }

    private void downloadFile(String path, Path target) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                calls.send(calls.request(path).GET(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new TrackingServerException("The model cannot be fetched from %s: it answered %d for the file %s."
                        .formatted(calls.server(), response.statusCode(), path));
            }
            Files.copy(body, target);
        } catch (FileSystemException disk) {
            throw disk;
        } catch (IOException cut) {
            throw new TrackingServerException(
                    "The model cannot be fetched from %s: %s".formatted(calls.server(), cut.getMessage()), cut);
        }
    }

    private String downloadUri(String name, String version) throws IOException, InterruptedException {
        String uri = calls.get(API + "model-versions/get-download-uri?name=" + PercentEncoding.of(name) + "&version="
                        + PercentEncoding.of(version))
                .path("artifact_uri")
                .asString();
        Matcher run = OF_RUN.matcher(uri);
        return run.matches() ? "%s/%s".formatted(artifactsOf(run.group(1)), run.group(2)) : uri;
    }

    private String artifactsOf(String runId) throws IOException, InterruptedException {
        return calls.get(API + "runs/get?run_id=" + PercentEncoding.of(runId))
                .path("run")
                .path("info")
                .path("artifact_uri")
                .asString();
    }
}
