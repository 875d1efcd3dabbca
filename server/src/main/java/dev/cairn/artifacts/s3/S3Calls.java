package dev.cairn.artifacts.s3;

import dev.cairn.artifacts.bucket.Refusals;
import dev.cairn.http.ApiException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Turns what a store says into what a client of this server is told.
final class S3Calls {
    private static final int NOT_FOUND = 404;
    private static final int CHANGED = 412;

    private S3Calls() {}

    static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (S3Exception refusal) {
            throw refused(refusal);
        } catch (SdkException unreachable) {
            throw Refusals.silence(String.valueOf(unreachable.getMessage()));
        }
    }

    /// As above, with an empty answer for what is not there.
    static <T> Optional<T> find(Supplier<T> call) {
        return call(() -> {
            try {
                return Optional.of(call.get());
            } catch (S3Exception refusal) {
                if (refusal.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw refusal;
            }
        });
    }

    private static ApiException refused(S3Exception refusal) {
        int status = refusal.statusCode();
        if (status == CHANGED) {
            return Refusals.changed();
        }
        String code = refusal.awsErrorDetails() == null
                ? ""
                : refusal.awsErrorDetails().errorCode();
        return switch (code) {
            case "NoSuchUpload" -> Refusals.noUpload();
            case "NoSuchKey" -> Refusals.missing();
            default -> Refusals.of(status, code, said(refusal));
        };
    }

    /// The store's own words, which hold neither keys nor signatures.
    private static String said(S3Exception refusal) {
        return refusal.awsErrorDetails() == null
                ? "status " + refusal.statusCode()
                : "%s %s"
                        .formatted(
                                refusal.awsErrorDetails().errorCode(),
                                refusal.awsErrorDetails().errorMessage());
    }
}
