package dev.cairn.artifacts.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.artifacts.bucket.Refusals;
import dev.cairn.artifacts.bucket.RestAnswer;
import dev.cairn.artifacts.bucket.RestCalls;
import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.PercentEncoding;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls to one bucket, and what its refusals mean.
final class GcsCalls implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    /// Of a name, in bytes.
    private static final int LONGEST = 1_024;

    /// Of a store's words in the log.
    private static final int MOST_SAID = 300;

    private final GcsTokens tokens;
    private final RestCalls rest;
    private final String api;
    private final String bucket;

    GcsCalls(ArtifactDestination.Gcs destination) {
        this.tokens = new GcsTokens(destination.access(), InstantSource.system());
        this.rest = new RestCalls(destination.endpoint(), tokens::sign);
        String path = destination.endpoint().getRawPath();
        this.api = path == null ? "" : path.replaceFirst("/+$", "");
        this.bucket = destination.bucket();
    }

    /// A call of all of the bucket's objects.
    RestRequest ofBucket(String method) {
        return new RestRequest(method, "%s/storage/v1/b/%s/o".formatted(api, bucket));
    }

    RestRequest ofObject(String method, String key) {
        return new RestRequest(
                method, "%s/storage/v1/b/%s/o/%s".formatted(api, bucket, PercentEncoding.of(checked(key))));
    }

    /// @param type in Google's words, such as `resumable`
    RestRequest upload(String type) {
        return new RestRequest("POST", "%s/upload/storage/v1/b/%s/o".formatted(api, bucket)).query("uploadType", type);
    }

    /// The path of an object for clients with a signed URL.
    String path(String key) {
        return "%s/%s/%s".formatted(api, bucket, PercentEncoding.ofPath(checked(key)));
    }

    static String checked(String key) {
        if (key.length() > LONGEST / 3 && key.getBytes(UTF_8).length > LONGEST) {
            throw ApiException.invalid(
                    "The path is longer than the %d bytes that this artifact store takes, with the prefix of its bucket."
                            .formatted(LONGEST));
        }
        return key;
    }

    RestAnswer send(RestRequest request) {
        RestAnswer answer = tell(request);
        if (!answer.isFine()) {
            throw refused(answer);
        }
        return answer;
    }

    /// As above, with an empty answer for what is not there.
    Optional<RestAnswer> find(RestRequest request) {
        RestAnswer answer = tell(request);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!answer.isFine()) {
            throw refused(answer);
        }
        return Optional.of(answer);
    }

    /// As above, with an answer that the caller looks at, whatever it is.
    RestAnswer tell(RestRequest request) {
        RestAnswer answer = rest.send(request);
        if (answer.status() == UNAUTHORIZED) {
            tokens.forget();
        }
        return answer;
    }

    /// @throws ApiException among others for an object that is no longer the one that was found
    InputStream open(RestRequest request) {
        return rest.open(request, answer -> {
            if (answer.status() == UNAUTHORIZED) {
                tokens.forget();
            }
            return answer.status() == NOT_FOUND ? Refusals.changed() : refused(answer);
        });
    }

    /// What the store said.
    ///
    /// @throws ApiException if that is no JSON, as of a proxy that answers in the store's place
    static JsonNode json(RestAnswer answer) {
        JsonNode said = jsonOrNone(answer);
        if (!said.isObject()) {
            throw Refusals.silence("an answer %d that is no JSON, perhaps of a proxy".formatted(answer.status()));
        }
        return said;
    }

    private static JsonNode jsonOrNone(RestAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException malformed) {
            return JSON.missingNode();
        }
    }

    /// The words of Google's APIs hold no tokens and no keys. Its token server speaks those of OAuth.
    static ApiException refused(RestAnswer answer) {
        JsonNode body = jsonOrNone(answer);
        JsonNode error = body.path("error");
        String reason = error.isString()
                ? error.asString()
                : error.path("errors").path(0).path("reason").asString("");
        JsonNode words = error.isString() ? body.path("error_description") : error.path("message");
        String said = reason + " " + words.asString("");
        return Refusals.of(
                answer.status(),
                reason,
                said.substring(0, Math.min(said.length(), MOST_SAID)).replaceAll("\\p{Cntrl}", " "));
    }

    @Override
    public void close() {
        rest.close();
        tokens.close();
    }
}
