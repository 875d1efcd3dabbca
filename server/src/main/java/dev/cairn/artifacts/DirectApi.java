package dev.cairn.artifacts;

import static dev.cairn.access.Resource.ARTIFACT;

import dev.cairn.access.Permission;
import dev.cairn.http.Audited;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.artifacts.AbortMultipartUpload;
import dev.cairn.protocol.artifacts.CompleteMultipartUpload;
import dev.cairn.protocol.artifacts.CreateMultipartUpload;
import java.io.IOException;

/// The routes by which clients ask to move files by themselves.
final class DirectApi {
    private final Artifacts artifacts;
    private final Transfers transfers;

    DirectApi(Artifacts artifacts, Transfers transfers) {
        this.artifacts = artifacts;
        this.transfers = transfers;
    }

    void register(Routes.Api api) {
        api.raw(Method.POST, "mpu/create/{path+}", Permission.edit(ARTIFACT), this::create);
        api.raw(Method.POST, "mpu/complete/{path+}", Permission.edit(ARTIFACT), this::complete);
        api.raw(Method.POST, "mpu/abort/{path+}", Permission.edit(ARTIFACT), this::abort);
        api.audited(Audited.READS).raw(Method.GET, "presigned/{path+}", Permission.read(ARTIFACT), this::download);
    }

    private void create(Exchange exchange) throws IOException {
        CreateMultipartUpload request = Json.read(exchange.jsonBody(), CreateMultipartUpload.class);
        exchange.sendJson(transfers.create(path(exchange), request, exchange));
    }

    private void complete(Exchange exchange) throws IOException {
        transfers.complete(path(exchange), Json.read(exchange.jsonBody(), CompleteMultipartUpload.class));
        exchange.sendJson(Empty.EMPTY);
    }

    private void abort(Exchange exchange) throws IOException {
        AbortMultipartUpload request = Json.read(exchange.jsonBody(), AbortMultipartUpload.class);
        transfers.abort(path(exchange), request.path(), request.uploadId());
        exchange.sendJson(Empty.EMPTY);
    }

    private void download(Exchange exchange) throws IOException {
        exchange.sendJson(transfers.download(path(exchange), exchange));
    }

    private ArtifactPath path(Exchange exchange) {
        return artifacts.allowed(exchange, ArtifactPath.of(exchange.pathParameter("path")));
    }
}
