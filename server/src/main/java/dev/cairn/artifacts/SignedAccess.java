package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Method;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.PercentEncoding;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// What a signed URL of this server allows: one method on one path, or one part of an upload, until a time.
///
/// @param part 0 for the file itself
record SignedAccess(Method method, ArtifactPath path, String uploadId, int part, long expires) {
    /// Where such URLs lead.
    static final String ROUTE = "signed/{path+}";

    private static final String PREFIX = "/api/2.0/mlflow-artifacts/signed/";

    static SignedAccess file(Method method, ArtifactPath path, Instant expires) {
        return new SignedAccess(method, path, "", 0, expires.getEpochSecond());
    }

    static SignedAccess part(ArtifactPath path, String uploadId, int part, Instant expires) {
        return new SignedAccess(Method.PUT, path, uploadId, part, expires.getEpochSecond());
    }

    String url(UrlSigner signer) throws IOException {
        return "%s%s?upload=%s&part=%d&expires=%d&signature=%s"
                .formatted(
                        PREFIX,
                        PercentEncoding.ofPath(path.value()),
                        uploadId,
                        part,
                        expires,
                        signer.signature(text()));
    }

    /// What a request is allowed by its URL.
    ///
    /// @throws ApiException for one that is not signed so, or no longer good
    static SignedAccess of(Method method, Exchange exchange, UrlSigner signer, InstantSource clock) throws IOException {
        SignedAccess access = new SignedAccess(
                method,
                ArtifactPath.of(exchange.pathParameter("path")),
                exchange.query("upload").orElse(""),
                (int) number(exchange, "part"),
                number(exchange, "expires"));
        if (!signer.isRight(exchange.query("signature").orElse(""), access.text())) {
            throw refused("This URL was not signed by this server for this method and path.");
        }
        if (clock.instant().getEpochSecond() > access.expires) {
            throw refused("This URL is no longer good: ask for a new one.");
        }
        return access;
    }

    /// How long a URL of this life may be used.
    static Instant end(InstantSource clock, Duration life) {
        return clock.instant().plus(life);
    }

    private String text() {
        return "%s\n%s\n%s\n%d\n%d".formatted(method, path.value(), uploadId, part, expires);
    }

    private static long number(Exchange exchange, String parameter) {
        String digits = exchange.query(parameter).orElse("");
        return digits.matches("\\d{1,12}") ? Long.parseLong(digits) : 0;
    }

    private static ApiException refused(String why) {
        return new ApiException(ErrorCode.PERMISSION_DENIED, why);
    }
}
