package dev.cairn.catalog;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.Upload;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.protocol.artifacts.PresignedUrl;
import dev.cairn.protocol.artifacts.UrlHeader;
import dev.cairn.protocol.catalog.CreateFileUrl;
import dev.cairn.protocol.catalog.DirectoryEntry;
import dev.cairn.protocol.catalog.ListDirectory;
import dev.cairn.search.Page;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The files of versions, as the platform's Files API has them. They come in while a version is pending, and are read
/// once it is ready; each request is asked for its right.
final class ModelFiles {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final String FILES = "/api/2.0/fs/files";
    private static final byte[] NOTHING = {};

    private final Versions versions;
    private final Artifacts artifacts;

    ModelFiles(Versions versions, Artifacts artifacts) {
        this.versions = versions;
        this.artifacts = artifacts;
    }

    /// `PUT fs/files/Models/…`.
    void put(Exchange exchange) throws IOException {
        ModelPath path = path(exchange);
        ArtifactPath file = path.in(toWrite(exchange, path));
        if (path.inside().isRoot()) {
            throw ApiException.invalid("The path '%s' names no file.".formatted(path));
        }
        if (exchange.query("overwrite").filter("false"::equalsIgnoreCase).isPresent()
                && artifacts.find(file).isPresent()) {
            throw ApiException.alreadyExists("The file '%s' already exists.".formatted(path));
        }
        Upload upload = Upload.of(exchange);
        InputStream whilePending = new FilterInputStream(upload.content()) {
            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                int read = super.read(target, offset, count);
                if (read < 0) {
                    toWrite(exchange, path); // it may have been finished while the file was coming in
                }
                return read;
            }
        };
        artifacts.receive(exchange.caller(), file, new Upload(whilePending, upload.length(), upload.sha256()));
        exchange.send(204, "application/json", NOTHING);
    }

    /// `GET fs/files/Models/…`.
    void get(Exchange exchange) throws IOException {
        ModelPath path = path(exchange);
        artifacts.send(path.in(toRead(exchange, path)), exchange);
    }

    /// `DELETE fs/files/Models/…`, while the version is pending.
    void delete(Exchange exchange) throws IOException {
        ModelPath path = path(exchange);
        ArtifactPath file = path.in(toWrite(exchange, path));
        if (artifacts.find(file).filter(found -> !found.isDirectory()).isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no file '%s'.".formatted(path));
        }
        artifacts.delete(file);
        exchange.send(204, "application/json", NOTHING);
    }

    /// `PUT fs/directories/Models/…`: a directory is there once a file is in it.
    void putDirectory(Exchange exchange) {
        ModelPath path = path(exchange);
        toWrite(exchange, path);
        exchange.send(204, "application/json", NOTHING);
    }

    /// `DELETE fs/directories/Models/…`, which nothing may be left in.
    void deleteDirectory(Exchange exchange) throws IOException {
        ModelPath path = path(exchange);
        ArtifactPath folder = path.in(toWrite(exchange, path));
        if (!artifacts.list(folder, "").files().isEmpty()) {
            throw ApiException.invalid("The directory '%s' is not empty: delete its files first.".formatted(path));
        }
        exchange.send(204, "application/json", NOTHING);
    }

    /// `GET fs/directories/Models/…`; of one that is not there, clients only know that when it is `NOT_FOUND`.
    void list(Exchange exchange) throws IOException {
        ModelPath path = path(exchange);
        ArtifactPath folder = path.in(toRead(exchange, path));
        if (artifacts.find(folder).filter(ArtifactFile::isDirectory).isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no directory '%s'.".formatted(path));
        }
        if (exchange.isHead()) {
            exchange.send(200, "application/json", NOTHING);
            return;
        }
        Page<FileInfo> page = artifacts.list(
                folder, path.path(), exchange.query("page_token").orElseGet(() -> token(exchange)), null);
        List<DirectoryEntry> entries = new ArrayList<>();
        for (FileInfo file : page.rows()) {
            String name = ArtifactPath.of(file.path()).name();
            entries.add(new DirectoryEntry("/" + file.path(), file.isDir(), file.fileSize(), null, name));
        }
        exchange.sendJson(new ListDirectory.Response(entries, page.next()));
    }

    /// MLflow's client has the token in the body of a GET.
    private static String token(Exchange exchange) {
        String token = exchange.contentLength() > 0
                ? Json.readTree(exchange.jsonBody()).path("page_token").asString("")
                : "";
        return token;
    }

    /// `POST fs/create-upload-url`: the client sends the file here, in its own name.
    void uploadUrl(Exchange exchange) {
        ModelPath path = asked(exchange);
        toWrite(exchange, path);
        exchange.sendJson(own(exchange, path));
    }

    /// `POST fs/create-download-url`: from the store itself, if that is better, or from here.
    void downloadUrl(Exchange exchange) throws IOException {
        ModelPath path = asked(exchange);
        ArtifactPath file = path.in(toRead(exchange, path));
        if (!artifacts.offersDirectDownloads()) {
            exchange.sendJson(own(exchange, path));
            return;
        }
        PresignedUrl.Response url = artifacts.downloadUrl(file, LIFE, exchange);
        exchange.sendJson(new CreateFileUrl.Response(url.presignedUrl(), UrlHeader.of(url.headers())));
    }

    /// The Files API's URL of a file, with what the caller showed of who they are.
    private static CreateFileUrl.Response own(Exchange exchange, ModelPath path) {
        String url = exchange.origin() + FILES + encoded(path);
        return new CreateFileUrl.Response(url, Artifacts.ownHeaders(exchange));
    }

    private static String encoded(ModelPath path) {
        return URLEncoder.encode(path.toString(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    private String toWrite(Exchange exchange, ModelPath path) {
        return versions.folderToWrite(exchange.caller(), path.model(), path.version());
    }

    private String toRead(Exchange exchange, ModelPath path) {
        return versions.folderToRead(exchange.caller(), path.model(), path.version());
    }

    private static ModelPath path(Exchange exchange) {
        return ModelPath.of(exchange.pathParameter("path"));
    }

    /// The SDK has the path in the query, MLflow's client in the body.
    private static ModelPath asked(Exchange exchange) {
        return ModelPath.of(exchange.query("path")
                .orElseGet(() ->
                        Json.read(exchange.jsonBody(), CreateFileUrl.class).path()));
    }
}
