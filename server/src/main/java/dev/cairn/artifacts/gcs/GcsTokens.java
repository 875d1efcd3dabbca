package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.cairn.artifacts.bucket.RestAnswer;
import dev.cairn.artifacts.bucket.RestCalls;
import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.config.GcsAccess;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The tokens that requests carry: of a service account's key (*OAuth 2.0 for server to server applications*), or of
/// the machine's metadata server. One is renewed some minutes before its end, by one thread. The others, and that one
/// if it fails, go on with what they have until its end.
final class GcsTokens implements AutoCloseable {
    private static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String OF_MACHINE = "/computeMetadata/v1/instance/service-accounts/default/token";
    private static final Duration LIFE = Duration.ofHours(1);

    /// The metadata server gives the same token again until five minutes before its end.
    private static final Duration BEFORE_END = Duration.ofMinutes(4);

    /// Of a request that carries it.
    private static final Duration ON_THE_WAY = Duration.ofSeconds(10);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(GcsTokens.class);

    private final GcsAccess access;
    private final InstantSource clock;
    private final @Nullable RestCalls calls;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Token token;
    private volatile @Nullable ApiException failure;
    private Instant renewAgain = Instant.EPOCH;

    GcsTokens(GcsAccess access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
        this.calls = switch (access) {
            case GcsAccess.ServiceAccount account -> new RestCalls(account.tokens(), unsigned -> {});
            case GcsAccess.Metadata metadata -> new RestCalls(metadata.server(), unsigned -> {});
            case GcsAccess.Emulator nobody -> null;
        };
    }

    /// Makes a request one of this server.
    void sign(RestRequest request) {
        if (calls != null) {
            request.header("authorization", "Bearer " + current(calls));
        }
    }

    /// Lets the next request have another token, as after one that was refused.
    void forget() {
        token = null;
    }

    private String current(RestCalls asked) {
        Token known = token;
        if (known == null || !clock.instant().isBefore(known.end())) {
            return first(asked);
        }
        return clock.instant().isBefore(known.renewal()) ? known.text() : renewed(asked, known);
    }

    /// Those who wait for the same are told of a failure together, not one after the other.
    private String first(RestCalls asked) {
        ApiException before = failure;
        lock.lock();
        try {
            Instant now = clock.instant();
            Token known = token;
            if (known == null || !now.isBefore(known.end())) {
                ApiException meanwhile = failure;
                if (meanwhile != null && meanwhile != before) {
                    throw meanwhile;
                }
                known = asked(asked, now);
                token = known;
            }
            return known.text();
        } finally {
            lock.unlock();
        }
    }

    /// Another one, unless somebody else is asking for it, or there was none a moment ago.
    private String renewed(RestCalls asked, Token known) {
        if (!lock.tryLock()) {
            return known.text();
        }
        try {
            Token latest = token;
            if (latest != null && !latest.equals(known)) {
                return latest.text();
            }
            if (clock.instant().isBefore(renewAgain)) {
                return known.text();
            }
            Token another = asked(asked, clock.instant());
            token = another;
            return another.text();
        } catch (ApiException notNow) {
            LOG.debug("A token that is still good is used until its end", notNow);
            return known.text();
        } finally {
            lock.unlock();
        }
    }

    private Token asked(RestCalls asked, Instant now) {
        try {
            return token(asked.send(request(now)), now);
        } catch (ApiException none) {
            LOG.warn("No token for Google Cloud Storage: {}", advice());
            failure = none;
            renewAgain = clock.instant().plus(AFTER_FAILURE);
            throw none;
        }
    }

    private String advice() {
        return switch (access) {
            case GcsAccess.ServiceAccount account ->
                "%s refused the key of %s, or is away; the line before says why"
                        .formatted(account.tokens(), account.email());
            case GcsAccess.Metadata metadata ->
                "%s gave none; name the key file of a service account in GOOGLE_APPLICATION_CREDENTIALS, or give this machine, if it is one of Google's, a service account"
                        .formatted(metadata.server());
            case GcsAccess.Emulator nobody -> "an emulator knows none";
        };
    }

    private RestRequest request(Instant now) {
        return switch (access) {
            case GcsAccess.ServiceAccount account -> {
                byte[] form = RestRequest.encoded(
                                new TreeMap<>(Map.of("grant_type", GRANT, "assertion", assertion(account, now))))
                        .getBytes(US_ASCII);
                yield new RestRequest("POST", path(account.tokens()))
                        .header("content-type", "application/x-www-form-urlencoded")
                        .body(form, form.length);
            }
            case GcsAccess.Metadata server ->
                new RestRequest("GET", OF_MACHINE)
                        .header("metadata-flavor", "Google")
                        .query("scopes", SCOPE);
            case GcsAccess.Emulator nobody -> throw new IllegalStateException("An emulator knows no tokens");
        };
    }

    private static String path(URI uri) {
        return uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    /// A JSON web token (RFC 7523) that the account's key signs.
    private static String assertion(GcsAccess.ServiceAccount account, Instant now) {
        String text = part(Map.of("alg", "RS256", "typ", "JWT"))
                + "."
                + part(Map.of(
                        "iss", account.email(),
                        "scope", SCOPE,
                        "aud", account.tokens().toString(),
                        "iat", now.getEpochSecond(),
                        "exp", now.plus(LIFE).getEpochSecond()));
        return text + "." + base64(account.sign(text.getBytes(US_ASCII)));
    }

    private static String part(Map<String, Object> claims) {
        return base64(Json.write(claims));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Token token(RestAnswer answer, Instant now) {
        if (!answer.isFine()) {
            throw GcsCalls.refused(answer);
        }
        JsonNode said = GcsCalls.json(answer);
        String text = said.path("access_token").asString("");
        if (text.isEmpty()) {
            throw GcsCalls.refused(answer);
        }
        Instant end = now.plusSeconds(said.path("expires_in").asLong(0));
        return new Token(text, end.minus(BEFORE_END), end.minus(ON_THE_WAY));
    }

    @Override
    public void close() {
        if (calls != null) {
            calls.close();
        }
    }

    /// @param renewal when another is asked for
    /// @param end     when it is no longer sent
    private record Token(String text, Instant renewal, Instant end) {
        @Override
        public String toString() {
            return "a token until " + end;
        }
    }
}
