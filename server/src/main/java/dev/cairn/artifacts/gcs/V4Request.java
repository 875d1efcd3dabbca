package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.text.Digests;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a signed URL allows, in the words of Google's *V4 signing process*.
///
/// @param headers that are signed, `host` among them, by their names in small letters
/// @param more    parameters beside those of the signature
record V4Request(Target target, SortedMap<String, String> headers, Map<String, String> more, Grant grant) {
    private static final String ALGORITHM = "GOOG4-RSA-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /// What it is allowed to do.
    ///
    /// @param path absolute, with what is not a plain character encoded
    record Target(String method, String path) {}

    /// Who allows it, and how long.
    ///
    /// @param email of the account that signs
    record Grant(String email, Instant from, Duration life) {
        private String time() {
            return TIME.format(from);
        }

        private String scope() {
            return time().substring(0, 8) + "/auto/storage/goog4_request";
        }
    }

    /// The query of the URL, but for the signature.
    String query() {
        SortedMap<String, String> query = new TreeMap<>(more);
        query.put("X-Goog-Algorithm", ALGORITHM);
        query.put("X-Goog-Credential", grant.email() + "/" + grant.scope());
        query.put("X-Goog-Date", grant.time());
        query.put("X-Goog-Expires", Long.toString(grant.life().toSeconds()));
        query.put("X-Goog-SignedHeaders", signedHeaders());
        return RestRequest.encoded(query);
    }

    private String signedHeaders() {
        return String.join(";", headers.keySet());
    }

    /// What is signed.
    String text() {
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        String canonical =
                String.join("\n", target.method(), target.path(), query(), lines, signedHeaders(), "UNSIGNED-PAYLOAD");
        byte[] hash = Digests.sha256().digest(canonical.getBytes(UTF_8));
        return String.join(
                "\n", ALGORITHM, grant.time(), grant.scope(), HexFormat.of().formatHex(hash));
    }
}
