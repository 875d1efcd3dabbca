package dev.cairn.tracking.entries;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.LogBatch;

/// How much one `log-batch` may hold.
public final class BatchLimits {
    private BatchLimits() {}

    public static void check(LogBatch batch) {
        int metrics = batch.metrics().size();
        int params = batch.params().size();
        int tags = batch.tags().size();
        check("metrics", Limits.BATCH_METRICS, metrics);
        check("params", Limits.BATCH_PARAMS_TAGS, params);
        check("tags", Limits.BATCH_PARAMS_TAGS, tags);
        check("metrics, params, and tags", Limits.BATCH_ENTITIES, metrics + params + tags);
    }

    private static void check(String what, int limit, int size) {
        if (size > limit) {
            throw ApiException.invalid(
                    "A batch logging request can contain at most %1$d %2$s. Got %3$d %2$s. Please split up %2$s across multiple requests and try again."
                            .formatted(limit, what, size));
        }
    }
}
