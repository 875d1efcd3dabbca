package dev.cairn.tracking;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.Upload;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.protocol.artifacts.ListArtifacts;
import dev.cairn.protocol.artifacts.ListLoggedModelArtifacts;
import dev.cairn.protocol.artifacts.PresignedUrl;
import dev.cairn.search.Page;
import dev.cairn.tracking.models.LoggedModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The artifacts of runs and logged models, named by their owner rather than by their place (semantics, section 12).
final class TrackedArtifacts {
    private static final long MAX_UPLOAD = 10L * 1024 * 1024;
    private static final long DEFAULT_LIFE_SECONDS = 900;

    /// What clouds sign for at most: a week.
    private static final long MAX_LIFE_SECONDS = 604_800;

    private final Database database;
    private final Artifacts artifacts;

    TrackedArtifacts(Database database, Artifacts artifacts) {
        this.database = database;
        this.artifacts = artifacts;
    }

    ListArtifacts.Response listOfRun(Caller caller, ListArtifacts request) {
        return list(uriOfRun(caller, request.runId()), request.path(), request.pageToken(), request.maxResults());
    }

    ListArtifacts.Response listOfModel(Caller caller, ListLoggedModelArtifacts request) {
        return list(
                uriOfModel(caller, request.modelId()),
                request.artifactDirectoryPath(),
                request.pageToken(),
                request.maxResults());
    }

    /// `GET /get-artifact?run_id=&path=`, of the UI.
    void sendOfRun(Exchange exchange) throws IOException {
        String path = required(exchange, "path");
        artifacts.send(place(uriOfRun(exchange.caller(), runId(exchange)), path), exchange);
    }

    /// `GET logged-models/{model_id}/artifacts/files?artifact_file_path=`, of the UI.
    void sendOfModel(Exchange exchange) throws IOException {
        String path = required(exchange, "artifact_file_path");
        artifacts.send(place(uriOfModel(exchange.caller(), exchange.pathParameter("model_id")), path), exchange);
    }

    /// `POST upload-artifact?run_uuid=&path=`, of the UI.
    void uploadToRun(Exchange exchange) throws IOException {
        String path = required(exchange, "path");
        if (exchange.contentLength() > MAX_UPLOAD) {
            throw ApiException.invalid("Artifact size is too large. Max size is %d MB.".formatted(MAX_UPLOAD >> 20));
        }
        if (exchange.contentLength() < 0) {
            throw ApiException.invalid("The upload needs a Content-Length header.");
        }
        artifacts.receive(
                exchange.caller(),
                place(uriOfRun(exchange.caller(), runId(exchange)), path),
                new Upload(exchange.body(), exchange.contentLength(), Optional.empty()));
        exchange.send(200, "application/json", new byte[0]);
    }

    /// `GET artifacts/zip?run_id=&path=`.
    void zipOfRun(Exchange exchange) throws IOException {
        artifacts.sendZip(
                place(
                        uriOfRun(exchange.caller(), runId(exchange)),
                        exchange.query("path").orElse("")),
                exchange);
    }

    /// `GET logged-models/{model_id}/artifacts/zip?path=`.
    void zipOfModel(Exchange exchange) throws IOException {
        String uri = uriOfModel(exchange.caller(), exchange.pathParameter("model_id"));
        artifacts.sendZip(place(uri, exchange.query("path").orElse("")), exchange);
    }

    /// `POST artifacts/presigned-download-url`.
    void presignDownload(Exchange exchange) throws IOException {
        PresignedUrl request = Json.read(exchange.jsonBody(), PresignedUrl.class);
        exchange.sendJson(artifacts.downloadUrl(place(exchange.caller(), request), life(request), exchange));
    }

    /// `POST artifacts/presigned-upload-url`.
    void presignUpload(Exchange exchange) throws IOException {
        PresignedUrl request = Json.read(exchange.jsonBody(), PresignedUrl.class);
        OptionalLong size = request.fileSize() == null ? OptionalLong.empty() : OptionalLong.of(request.fileSize());
        exchange.sendJson(artifacts.uploadUrl(place(exchange.caller(), request), life(request), size, exchange));
    }

    private ArtifactPath place(Caller caller, PresignedUrl request) {
        String runId = request.runId() == null ? "" : request.runId();
        String modelId = request.modelId() == null ? "" : request.modelId();
        if (runId.isEmpty() == modelId.isEmpty()) {
            throw ApiException.invalid("Exactly one of run_id and model_id must be provided.");
        }
        return place(runId.isEmpty() ? uriOfModel(caller, modelId) : uriOfRun(caller, runId), request.path());
    }

    private static Duration life(PresignedUrl request) {
        long seconds = request.expiration() == null ? DEFAULT_LIFE_SECONDS : request.expiration();
        if (seconds < 1 || seconds > MAX_LIFE_SECONDS) {
            throw ApiException.invalid(
                    "expiration must be between 1 and %d seconds (got %d).".formatted(MAX_LIFE_SECONDS, seconds));
        }
        return Duration.ofSeconds(seconds);
    }

    private ListArtifacts.Response list(
            String uri, @Nullable String path, @Nullable String token, @Nullable Integer maxResults) {
        ArtifactPath relative = ArtifactPath.of(path == null ? "" : path);
        try {
            Page<FileInfo> page = artifacts.list(place(uri, relative.value()), relative, token, maxResults);
            return new ListArtifacts.Response(uri, page.rows(), page.next());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ArtifactPath place(String uri, String path) {
        return resolved(uri).child(ArtifactPath.of(path));
    }

    /// Where the artifacts of a run lie in the store.
    ArtifactPath folderOfRun(Caller caller, String runId) {
        return resolved(uriOfRun(caller, runId));
    }

    /// Where the artifacts of a logged model lie in the store.
    ArtifactPath folderOfModel(Caller caller, String modelId) {
        return resolved(uriOfModel(caller, modelId));
    }

    private ArtifactPath resolved(String uri) {
        return artifacts
                .resolve(uri)
                .orElseThrow(() -> ApiException.invalid(
                        "The artifacts at '%s' are kept outside this server: read them there.".formatted(uri)));
    }

    private String uriOfRun(Caller caller, String runId) {
        return database.read(tx -> new RunStore(tx, caller).get(runId).artifactUri());
    }

    private String uriOfModel(Caller caller, String modelId) {
        return database.read(tx -> LoggedModels.get(tx, caller, modelId).artifactUri());
    }

    private static String runId(Exchange exchange) {
        return exchange.query("run_id").orElseGet(() -> required(exchange, "run_uuid"));
    }

    private static String required(Exchange exchange, String parameter) {
        return exchange.query(parameter)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> ApiException.badRequest("Request must specify %s.".formatted(parameter)));
    }
}
