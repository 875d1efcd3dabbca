package dev.cairn.artifacts.azure;

import dev.cairn.artifacts.bucket.Refusals;
import dev.cairn.artifacts.bucket.RestAnswer;
import dev.cairn.artifacts.bucket.RestCalls;
import dev.cairn.artifacts.bucket.RestRequest;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.PercentEncoding;
import java.io.InputStream;
import java.util.Optional;

/// Signed calls to one container, and what its refusals mean.
final class AzureCalls implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int CHANGED = 412;

    private final RestCalls rest;
    private final String container;

    AzureCalls(ArtifactDestination.Azure destination) {
        AzureSigner signer = new AzureSigner(destination.account().name(), destination.access());
        this.rest = new RestCalls(destination.endpoint(), signer::sign);
        this.container = destination.endpoint().getRawPath().replaceFirst("/+$", "") + "/" + destination.container();
    }

    RestRequest ofContainer(String method) {
        return new RestRequest(method, container).query("restype", "container");
    }

    RestRequest ofBlob(String method, String key) {
        return new RestRequest(method, container + "/" + PercentEncoding.ofPath(key));
    }

    /// The URL of a blob, without what signs it.
    String url(String key) {
        return rest.origin() + ofBlob("GET", key).path();
    }

    RestAnswer send(RestRequest request) {
        RestAnswer answer = rest.send(request);
        if (!answer.isFine()) {
            throw refused(answer);
        }
        return answer;
    }

    /// As above, with an empty answer for a blob that is not there.
    Optional<RestAnswer> find(RestRequest request) {
        RestAnswer answer = rest.send(request);
        if (isMissingBlob(answer)) {
            return Optional.empty();
        }
        if (!answer.isFine()) {
            throw refused(answer);
        }
        return Optional.of(answer);
    }

    /// As above, with an answer that the caller looks at, if it has a code.
    RestAnswer tell(RestRequest request, String code) {
        RestAnswer answer = rest.send(request);
        if (!answer.isFine() && !code(answer).equals(code)) {
            throw refused(answer);
        }
        return answer;
    }

    InputStream open(RestRequest request) {
        return rest.open(request, AzureCalls::refused);
    }

    private static boolean isMissingBlob(RestAnswer answer) {
        return answer.status() == NOT_FOUND && !code(answer).startsWith("Container");
    }

    private static ApiException refused(RestAnswer answer) {
        return answer.status() == CHANGED || isMissingBlob(answer)
                ? Refusals.changed()
                : Refusals.of(answer.status(), code(answer), code(answer));
    }

    /// The body says more, and may hold what was signed.
    static String code(RestAnswer answer) {
        return answer.header("x-ms-error-code");
    }

    @Override
    public void close() {
        rest.close();
    }
}
