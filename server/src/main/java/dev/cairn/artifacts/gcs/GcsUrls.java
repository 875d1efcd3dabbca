package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.config.GcsAccess;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;

/// URLs that are good for one method on one object, signed by the key of a service account.
final class GcsUrls {
    private final String origin;
    private final String host;
    private final GcsAccess.ServiceAccount account;
    private final InstantSource clock = InstantSource.system();

    GcsUrls(URI endpoint, GcsAccess.ServiceAccount account) {
        this.host = endpoint.getRawAuthority();
        this.origin = endpoint.getScheme() + "://" + host;
        this.account = account;
    }

    String signed(String method, String path, Map<String, String> query, Duration life) {
        V4Request request =
                new V4Request(method, host, path, query, new V4Request.Grant(account.email(), clock.instant(), life));
        String signature = HexFormat.of().formatHex(account.sign(request.text().getBytes(UTF_8)));
        return "%s%s?%s&X-Goog-Signature=%s".formatted(origin, path, request.query(), signature);
    }
}
