package dev.cairn.inference;

import dev.cairn.protocol.inference.InferenceTable;
import dev.cairn.protocol.inference.RateLimit;
import java.util.List;
import java.util.Objects;

/// The row of a table, with its settings whole, and how often its endpoint may be called.
record StoredTable(long id, long endpoint, String folder, InferenceTable settings, List<RateLimit> rateLimits) {
    double fraction() {
        return Objects.requireNonNull(settings.samplingFraction());
    }

    long retentionDays() {
        return Objects.requireNonNull(settings.retentionDays());
    }

    long maxBodyBytes() {
        return Objects.requireNonNull(settings.maxBodyBytes());
    }
}
