package dev.cairn.artifacts;

import static dev.cairn.access.Resource.ARTIFACT;

import dev.cairn.access.Permission;
import dev.cairn.http.ApiException;
import dev.cairn.http.Audited;
import dev.cairn.http.Exchange;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.protocol.artifacts.ListArtifacts;
import dev.cairn.search.Page;
import java.io.IOException;
import java.util.Optional;

/// The routes of the artifact proxy (semantics, section 12).
final class ArtifactsApi {
    private final Artifacts artifacts;
    private final WholeListing whole;

    ArtifactsApi(Artifacts artifacts, WholeListing whole) {
        this.artifacts = artifacts;
        this.whole = whole;
    }

    void register(Routes.Api api) {
        api.raw(Method.GET, "artifacts", Permission.read(ARTIFACT), this::list);
        api.raw(Method.GET, "artifacts/{path+}", Permission.read(ARTIFACT), this::download);
        api.raw(Method.PUT, "artifacts/{path+}", Permission.edit(ARTIFACT), this::upload);
        api.raw(Method.DELETE, "artifacts/{path+}", Permission.manage(ARTIFACT), this::delete);
        api.audited(Audited.READS).raw(Method.GET, "zip", Permission.read(ARTIFACT), this::zip);
    }

    /// The reference has nothing like it.
    private void zip(Exchange exchange) throws IOException {
        artifacts.sendZip(folder(exchange), exchange);
    }

    /// A page for who asks for one, otherwise all.
    private void list(Exchange exchange) throws IOException {
        ArtifactPath folder = folder(exchange);
        Optional<String> token = exchange.query("page_token").filter(text -> !text.isEmpty());
        Optional<Integer> maxResults = exchange.query("max_results").map(ArtifactsApi::number);
        if (token.isEmpty() && maxResults.isEmpty()) {
            whole.send(folder, exchange);
            return;
        }
        Page<FileInfo> page = artifacts.list(folder, ArtifactPath.ROOT, token.orElse(null), maxResults.orElse(null));
        exchange.sendJson(new ListArtifacts.Response(null, page.rows(), page.next()));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException isNone) {
            throw ApiException.invalid("Parameter 'max_results' must be an integer.");
        }
    }

    private void download(Exchange exchange) throws IOException {
        artifacts.send(path(exchange), exchange);
    }

    private void upload(Exchange exchange) throws IOException {
        artifacts.receive(exchange.caller(), path(exchange), Upload.of(exchange));
        exchange.send(200, "application/json", new byte[0]);
    }

    private void delete(Exchange exchange) throws IOException {
        artifacts.delete(path(exchange));
        exchange.sendJson(Empty.EMPTY);
    }

    private ArtifactPath folder(Exchange exchange) {
        return artifacts.allowed(
                exchange, ArtifactPath.of(exchange.query("path").orElse("")));
    }

    private ArtifactPath path(Exchange exchange) {
        String path = exchange.pathParameter("path");
        if (path.endsWith("/")) {
            throw ApiException.invalid("Artifact path must include a filename (cannot end with '/').");
        }
        return artifacts.allowed(exchange, ArtifactPath.of(path));
    }
}
