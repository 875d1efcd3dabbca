package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.config.GcsAccess;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /// @param headers that have to be sent as they are, by their names in small letters
    String signed(V4Request.Target target, Map<String, String> query, Map<String, String> headers, Duration life) {
        SortedMap<String, String> all = new TreeMap<>(headers);
        all.put("host", host);
        V4Request request =
                new V4Request(target, all, query, new V4Request.Grant(account.email(), clock.instant(), life));
        String signature = HexFormat.of().formatHex(account.sign(request.text().getBytes(UTF_8)));
        return "%s%s?%s&X-Goog-Signature=%s".formatted(origin, target.path(), request.query(), signature);
    }
}
