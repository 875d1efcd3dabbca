package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A problem that was found in traces of an experiment. Times are milliseconds; the traces are counted where a request
/// asks for it.
public record Issue(
        String issueId,
        String experimentId,
        String name,
        String description,
        String status,
        @Nullable String severity,
        List<String> rootCauses,
        @Nullable String sourceRunId,
        long createdTimestamp,
        long lastUpdatedTimestamp,
        @Nullable String createdBy,
        List<String> categories,
        @Nullable Integer traceCount) {
    public Issue {
        rootCauses = Require.listOrEmpty(rootCauses);
        categories = Require.listOrEmpty(categories);
    }
}
