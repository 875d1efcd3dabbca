package dev.cairn.ui;

import dev.cairn.access.Permission;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/// The web UI's files. Every address within the UI lies behind the `#`, so that one document serves them all.
public final class Ui {
    /// What the document may do: load its own files, ask its own server, and nothing else. No script, style or frame of
    /// another place or of a text runs (security.md, class 13).
    private static final String OWN = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; "
            + "worker-src 'self' blob:; frame-src 'self' blob:; "
            + "base-uri 'none'; form-action 'none'; object-src 'none'; ";

    private static final String POLICY = OWN + "frame-ancestors 'self'";

    /// Notebooks show traces in a frame, wherever they run: in a browser, or in an editor (VS Code).
    private static final String FRAMED_POLICY = OWN + "frame-ancestors http: https: vscode-webview:";

    private static final String DOCUMENT = "index.html";

    /// The document that shows traces and can change nothing, so that whoever puts it into a frame of theirs, under
    /// something else perhaps, gets its reader to click at nothing that matters.
    private static final String NOTEBOOK = "notebook.html";

    /// Where MLflow's clients look for it.
    private static final String NOTEBOOK_OF_CLIENTS = "static-files/lib/notebook-trace-renderer/index.html";

    /// Traces that one cell of a notebook shows.
    private static final int MOST_TRACES = 100;

    private final UiFiles files;

    public Ui() {
        this(new UiFiles("/ui/"));
    }

    Ui(UiFiles files) {
        this.files = files;
    }

    public void register(Routes routes) {
        Routes.Api root = routes.root();
        root.raw(Method.GET, "", Permission.open(), this::document);
        root.raw(
                Method.GET,
                "cairn.svg",
                Permission.open(),
                exchange -> send(exchange, found("cairn.svg", exchange), "max-age=86400"));
        root.raw(Method.GET, "assets/{name}", Permission.open(), this::asset);
        root.raw(Method.GET, NOTEBOOK, Permission.open(), this::notebook);
        root.raw(Method.GET, NOTEBOOK_OF_CLIENTS, Permission.open(), Ui::toNotebook);
    }

    private void document(Exchange exchange) {
        send(exchange, DOCUMENT, POLICY);
    }

    private void notebook(Exchange exchange) {
        send(exchange.withoutResponseHeader("X-Frame-Options"), NOTEBOOK, FRAMED_POLICY);
    }

    /// To the document itself, with the traces that are asked for; a relative address is right behind a proxy, too.
    private static void toNotebook(Exchange exchange) {
        String traces = exchange.queryAll("trace_id").stream()
                .limit(MOST_TRACES)
                .map(id -> "trace_id=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        exchange.withoutResponseHeader("X-Frame-Options")
                .responseHeader("Location", "../../../" + NOTEBOOK + "?" + traces)
                .send(302, "text/plain", new byte[0]);
    }

    private void send(Exchange exchange, String name, String policy) {
        Optional<UiFiles.Stored> document = files.find(name, accepted(exchange));
        if (document.isEmpty()) {
            exchange.send(200, "text/html; charset=utf-8", NOT_BUILT.getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.responseHeader("Content-Security-Policy", policy).responseHeader("Referrer-Policy", "same-origin");
        send(exchange, document.get(), "no-cache");
    }

    /// A file whose name holds the digest of its content, so that nobody asks for it twice.
    private void asset(Exchange exchange) {
        String name = "assets/" + exchange.pathParameter("name");
        send(exchange, found(name, exchange), "public, max-age=31536000, immutable");
    }

    private UiFiles.Stored found(String name, Exchange exchange) {
        return files.find(name, accepted(exchange))
                .orElseThrow(
                        () -> ApiException.missing("This version of the UI has no such file: load the page again."));
    }

    private static String accepted(Exchange exchange) {
        return exchange.header("Accept-Encoding").orElse("");
    }

    private static void send(Exchange exchange, UiFiles.Stored file, String caching) {
        exchange.responseHeader("Cache-Control", caching).responseHeader("Vary", "Accept-Encoding");
        exchange.responseHeader("ETag", file.etag());
        if (exchange.header("If-None-Match").filter(file.etag()::equals).isPresent()) {
            exchange.send(304, file.type(), new byte[0]);
            return;
        }
        file.encoding().ifPresent(encoding -> exchange.responseHeader("Content-Encoding", encoding));
        exchange.send(200, file.type(), file.content());
    }

    private static final String NOT_BUILT = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Cairn</title>
            <h1>Cairn is running</h1>
            <p>This jar was packaged without its web pages. <code>./cairn build</code> makes one that has them.</p>
            <p>Clients need none: point them at this address.</p>
            </html>
            """;
}
