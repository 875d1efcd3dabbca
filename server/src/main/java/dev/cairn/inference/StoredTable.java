package dev.cairn.inference;

import dev.cairn.protocol.inference.InferenceTable;
import java.util.Objects;

/// The row of a table, with its settings whole.
record StoredTable(long id, long endpoint, String folder, InferenceTable settings) {
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
