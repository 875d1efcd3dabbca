package dev.cairn.traces.terms;

import dev.cairn.db.Transaction;
import dev.cairn.text.Lengths;
import org.jspecify.annotations.Nullable;

/// The columns of `traces` that show what was asked and answered, which may be encrypted for the id of
/// their trace.
public final class TracePreviews {
    private static final String REQUEST = "request_preview";
    private static final String RESPONSE = "response_preview";

    /// Characters that lists show.
    private static final int LISTED = 1_000;

    private TracePreviews() {}

    public static @Nullable String request(Transaction tx, String traceId, @Nullable String stored) {
        return tx.contents().read(stored, REQUEST, traceId);
    }

    public static @Nullable String response(Transaction tx, String traceId, @Nullable String stored) {
        return tx.contents().read(stored, RESPONSE, traceId);
    }

    /// The beginning of a request, as lists show it.
    public static @Nullable String listed(Transaction tx, String traceId, @Nullable String stored) {
        String request = request(tx, traceId, stored);
        return request == null ? null : Lengths.truncated(LISTED, request);
    }

    public static @Nullable String storedRequest(Transaction tx, String traceId, @Nullable String request) {
        return tx.contents().stored(request, REQUEST, traceId);
    }

    public static @Nullable String storedResponse(Transaction tx, String traceId, @Nullable String response) {
        return tx.contents().stored(response, RESPONSE, traceId);
    }
}
