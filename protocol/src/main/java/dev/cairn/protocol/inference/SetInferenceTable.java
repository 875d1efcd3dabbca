package dev.cairn.protocol.inference;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `PUT 3.0/cairn/serving-endpoints/{name}/inference-table`: an [InferenceTable], whole.
public record SetInferenceTable(
        String name,
        @Nullable Boolean enabled,
        @Nullable String catalogName,
        @Nullable String schemaName,
        @Nullable String tableNamePrefix,
        @Nullable Double samplingFraction,
        List<String> redacted,
        @Nullable Long retentionDays,
        @Nullable Long maxBodyBytes)
        implements AnsweredWith<InferenceTable> {
    public SetInferenceTable {
        Require.text("name", name);
        redacted = Require.listOrEmpty(redacted);
    }

    /// What is asked for.
    public InferenceTable table() {
        return new InferenceTable(
                !Boolean.FALSE.equals(enabled),
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
