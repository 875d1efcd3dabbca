package dev.cairn.artifacts.bucket;

import dev.cairn.http.ApiException;
import java.util.function.BooleanSupplier;

/// Whether a bucket is there when it is opened.
public final class BucketCheck {
    private BucketCheck() {}

    /// Refuses a bucket of which its store says that it does not exist. A store that is away at the moment is opened
    /// all the same.
    ///
    /// @param kind    what the store calls its buckets
    /// @param isThere asks the store
    /// @param close   closes what asked, if the bucket is refused
    /// @throws IllegalArgumentException with a sentence for the user
    public static void exists(String kind, String name, BooleanSupplier isThere, Runnable close) {
        if (!isThereOrAway(isThere)) {
            close.run();
            throw new IllegalArgumentException(
                    "The %s '%s' of --artifacts-destination does not exist.".formatted(kind, name));
        }
    }

    private static boolean isThereOrAway(BooleanSupplier isThere) {
        try {
            return isThere.getAsBoolean();
        } catch (ApiException notNow) {
            return true; // requests are refused until the store answers; the log has the reason
        }
    }
}
