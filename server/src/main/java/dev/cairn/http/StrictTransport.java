package dev.cairn.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Tells browsers to come over TLS alone from now on (HSTS, RFC 6797). Not under the names of this machine alone, whose
/// other ports have other servers.
final class StrictTransport {
    private static final HeaderName NAME = HeaderNames.create("Strict-Transport-Security");
    private static final String A_YEAR = "max-age=31536000";

    private StrictTransport() {}

    static void require(ServerRequest request, ServerResponse response) {
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        if (!HttpConfig.LOOPBACK.contains(HostCheck.withoutPort(host))) {
            response.header(HelidonExchange.unindexed(NAME, A_YEAR));
        }
    }
}
