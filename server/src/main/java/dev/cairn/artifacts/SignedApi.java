package dev.cairn.artifacts;

import dev.cairn.access.Permission;
import dev.cairn.http.Audited;
import dev.cairn.http.Exchange;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import java.io.IOException;
import java.time.InstantSource;

/// The routes of signed URLs into a folder. The URL is the permission: a stock client sends no credentials with it.
final class SignedApi {
    private final Artifacts artifacts;
    private final DirectTransfer direct;
    private final UrlSigner signer;
    private final Download download;
    private final InstantSource clock = InstantSource.system();

    SignedApi(Artifacts artifacts, DirectTransfer direct, UrlSigner signer, Download download) {
        this.artifacts = artifacts;
        this.direct = direct;
        this.signer = signer;
        this.download = download;
    }

    void register(Routes.Api all) {
        Routes.Api api = all.audited(Audited.READS);
        api.raw(Method.GET, SignedAccess.ROUTE, Permission.open(), this::get);
        api.raw(Method.PUT, SignedAccess.ROUTE, Permission.open(), this::put);
    }

    private void get(Exchange exchange) throws IOException {
        download.send(access(Method.GET, exchange).path(), exchange);
    }

    private void put(Exchange exchange) throws IOException {
        SignedAccess access = access(Method.PUT, exchange);
        Upload upload = Upload.of(exchange);
        if (access.part() > 0) {
            String etag = artifacts.receive(
                    exchange.caller(),
                    upload,
                    bounded -> direct.take(access.path(), access.uploadId(), access.part(), bounded));
            exchange.responseHeader("ETag", etag);
        } else {
            artifacts.receive(exchange.caller(), access.path(), upload);
        }
        exchange.send(200, "application/json", new byte[0]);
    }

    private SignedAccess access(Method method, Exchange exchange) throws IOException {
        return SignedAccess.of(method, exchange, signer, clock);
    }
}
