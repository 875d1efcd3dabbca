package dev.cairn.inference;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.inference.InferenceTable;
import dev.cairn.protocol.inference.RateLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is stored of what stands before an endpoint, as JSON: the settings of its table, and how often it may be
/// called.
record StoredSettings(
        boolean enabled,
        @Nullable String catalogName,
        @Nullable String schemaName,
        @Nullable String tableNamePrefix,
        @Nullable Double samplingFraction,
        List<String> redacted,
        @Nullable Long retentionDays,
        @Nullable Long maxBodyBytes,
        List<RateLimit> rateLimits) {
    StoredSettings {
        redacted = Require.listOrEmpty(redacted);
        rateLimits = Require.listOrEmpty(rateLimits);
    }

    static StoredSettings of(InferenceTable table, List<RateLimit> limits) {
        return new StoredSettings(
                table.enabled(),
                table.catalogName(),
                table.schemaName(),
                table.tableNamePrefix(),
                table.samplingFraction(),
                table.redacted(),
                table.retentionDays(),
                table.maxBodyBytes(),
                limits);
    }

    /// The settings of the table.
    InferenceTable table() {
        return new InferenceTable(
                enabled,
                catalogName,
                schemaName,
                tableNamePrefix,
                samplingFraction,
                redacted,
                retentionDays,
                maxBodyBytes,
                null);
    }
}
