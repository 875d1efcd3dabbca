package dev.cairn.artifacts.managed;

import static dev.cairn.access.Resource.ARTIFACT;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Permission;
import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.FileAddress;
import dev.cairn.artifacts.Upload;
import dev.cairn.http.ApiException;
import dev.cairn.http.Audited;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.PercentEncoding;
import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.protocol.catalog.CreateFileUrl;
import dev.cairn.protocol.catalog.DirectoryEntry;
import dev.cairn.protocol.catalog.ListDirectory;
import dev.cairn.search.Page;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The managed platform's Files API over the artifact store: a tree whose roots say what a path means, and who may do
/// what with it. Each request is asked for its right.
public final class ManagedFiles {
    private static final String FILES = "/api/2.0/fs/files";
    private static final byte[] NOTHING = {};
    private static final Permission READ = Permission.read(ARTIFACT);
    private static final Permission EDIT = Permission.edit(ARTIFACT);
    private static final Permission MANAGE = Permission.manage(ARTIFACT);

    private final Artifacts artifacts;
    private final Map<String, FileRoot> roots;

    public ManagedFiles(Artifacts artifacts, List<FileRoot> roots) {
        this.artifacts = artifacts;
        this.roots = roots.stream().collect(Collectors.toMap(FileRoot::name, root -> root));
    }

    public void register(Routes routes) {
        Routes.Api api = routes.api("2.0/fs");
        roots.forEach((name, root) -> {
            if (root.isOfWorkspace()) {
                register(api, name + "/", READ, EDIT, MANAGE);
            }
        });
        Permission any = Permission.account();
        register(api, "", any, any, any);
        api.raw(Method.POST, "create-upload-url", EDIT, CreateFileUrl.class, this::uploadUrl);
        api.audited(Audited.READS)
                .raw(Method.POST, "create-download-url", READ, CreateFileUrl.class, this::downloadUrl);
    }

    /// @param root what the paths begin with that the route is about
    private void register(Routes.Api api, String root, Permission read, Permission edit, Permission manage) {
        String files = "files/" + root + "{path+}";
        String folders = "directories/" + root + "{path+}";
        api.raw(Method.PUT, files, edit, exchange -> put(exchange, path(root, exchange)));
        api.raw(Method.GET, files, read, exchange -> get(exchange, path(root, exchange)));
        api.raw(Method.DELETE, files, manage, exchange -> delete(exchange, path(root, exchange)));
        api.raw(Method.GET, folders, read, ListDirectory.class, exchange -> list(exchange, path(root, exchange)));
        api.raw(Method.PUT, folders, edit, exchange -> putDirectory(exchange, path(root, exchange)));
        api.raw(Method.DELETE, folders, manage, exchange -> deleteDirectory(exchange, path(root, exchange)));
    }

    private void put(Exchange exchange, ArtifactPath path) throws IOException {
        ArtifactPath file = place(exchange.caller(), path, Level.EDIT).file(path);
        if (exchange.query("overwrite").filter("false"::equalsIgnoreCase).isPresent()
                && artifacts.find(file).isPresent()) {
            throw ApiException.alreadyExists("The file '/%s' already exists.".formatted(path.value()));
        }
        Upload upload = Upload.of(exchange);
        InputStream whileAllowed = new FilterInputStream(upload.content()) {
            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                int read = super.read(target, offset, count);
                if (read < 0) {
                    place(exchange.caller(), path, Level.EDIT); // what it is of may be finished by now
                }
                return read;
            }
        };
        artifacts.receive(exchange.caller(), file, new Upload(whileAllowed, upload.length(), upload.sha256()));
        exchange.send(204, "application/json", NOTHING);
    }

    private void get(Exchange exchange, ArtifactPath path) throws IOException {
        artifacts.send(place(exchange.caller(), path, Level.READ).path(), exchange);
    }

    private void delete(Exchange exchange, ArtifactPath path) throws IOException {
        ArtifactPath file = place(exchange.caller(), path, Level.MANAGE).file(path);
        if (artifacts.find(file).filter(found -> !found.isDirectory()).isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no file '/%s'.".formatted(path.value()));
        }
        artifacts.delete(file);
        exchange.send(204, "application/json", NOTHING);
    }

    /// A directory is there once a file is in it.
    private void putDirectory(Exchange exchange, ArtifactPath path) {
        place(exchange.caller(), path, Level.EDIT);
        exchange.send(204, "application/json", NOTHING);
    }

    /// Nothing may be left in it.
    private void deleteDirectory(Exchange exchange, ArtifactPath path) throws IOException {
        ArtifactPath folder = place(exchange.caller(), path, Level.MANAGE).path();
        if (!artifacts.list(folder, "").files().isEmpty()) {
            throw ApiException.invalid(
                    "The directory '/%s' is not empty: delete its files first.".formatted(path.value()));
        }
        exchange.send(204, "application/json", NOTHING);
    }

    /// Of one that is not there, clients only know that when it is `NOT_FOUND`.
    private void list(Exchange exchange, ArtifactPath path) throws IOException {
        ArtifactPath folder = place(exchange.caller(), path, Level.READ).path();
        if (artifacts.find(folder).filter(ArtifactFile::isDirectory).isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no directory '/%s'.".formatted(path.value()));
        }
        if (exchange.isHead()) {
            exchange.send(200, "application/json", NOTHING);
            return;
        }
        Page<FileInfo> page =
                artifacts.list(folder, path, exchange.query("page_token").orElseGet(() -> token(exchange)), null);
        List<DirectoryEntry> entries = new ArrayList<>();
        for (FileInfo file : page.rows()) {
            String name = ArtifactPath.of(file.path()).name();
            entries.add(new DirectoryEntry("/" + file.path(), file.isDir(), file.fileSize(), null, name));
        }
        exchange.sendJson(new ListDirectory.Response(entries, page.next()));
    }

    /// MLflow's client has the token in the body of a GET.
    private static String token(Exchange exchange) {
        return exchange.contentLength() > 0
                ? Json.readTree(exchange.jsonBody()).path("page_token").asString("")
                : "";
    }

    /// The client sends the file here, in its own name.
    private void uploadUrl(Exchange exchange) {
        ArtifactPath path = asked(exchange);
        place(exchange.caller(), path, Level.EDIT);
        answer(exchange, FileAddress.own(exchange, own(path)));
    }

    private void downloadUrl(Exchange exchange) throws IOException {
        ArtifactPath path = asked(exchange);
        ArtifactPath file = place(exchange.caller(), path, Level.READ).path();
        answer(exchange, artifacts.address(file, own(path), exchange));
    }

    private static void answer(Exchange exchange, FileAddress address) {
        exchange.sendJson(new CreateFileUrl.Response(address.url(), address.headers()));
    }

    private static String own(ArtifactPath path) {
        return FILES + "/" + PercentEncoding.ofPath(path.value());
    }

    private FileRoot.Place place(Caller caller, ArtifactPath path, Level level) {
        String top = path.isRoot() ? "" : path.segments().getFirst();
        FileRoot root = roots.get(top);
        if (root == null) {
            throw ApiException.missing("There is no path '/%s' on this server.".formatted(path.value()));
        }
        return root.place(caller, path, level);
    }

    private static ArtifactPath path(String root, Exchange exchange) {
        return of(root + exchange.pathParameter("path"));
    }

    /// The SDK has the path in the query, MLflow's client in the body.
    private static ArtifactPath asked(Exchange exchange) {
        ArtifactPath path = of(exchange.query("path")
                .orElseGet(() ->
                        Json.read(exchange.jsonBody(), CreateFileUrl.class).path()));
        Act.isAbout("path", path.value());
        return path;
    }

    private static ArtifactPath of(String text) {
        return ArtifactPath.of(text.startsWith("/") ? text.substring(1) : text);
    }
}
