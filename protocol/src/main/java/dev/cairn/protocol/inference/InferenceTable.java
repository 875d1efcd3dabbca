package dev.cairn.protocol.inference;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an endpoint keeps of the requests that it answers.
///
/// @param catalogName      with the next two, how the table is called: `catalog.schema.prefix_payload`
/// @param samplingFraction how many of the requests are kept, above 0 and up to 1
/// @param redacted         what is replaced before anything is kept: names of columns or fields wherever they stand, or
///                         paths from the top such as `$.params.token`
/// @param retentionDays    after which files are removed
/// @param maxBodyBytes     longer requests and answers are not kept; their rows are
/// @param folder           of the artifact store in which the files lie; from the server
public record InferenceTable(
        boolean enabled,
        @Nullable String catalogName,
        @Nullable String schemaName,
        @Nullable String tableNamePrefix,
        @Nullable Double samplingFraction,
        List<String> redacted,
        @Nullable Long retentionDays,
        @Nullable Long maxBodyBytes,
        @Nullable String folder) {
    public InferenceTable {
        redacted = Require.listOrEmpty(redacted);
    }
}
