package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST issues`.
public record CreateIssue(
        String experimentId,
        String name,
        String description,
        @Nullable String status,
        @Nullable String severity,
        List<String> rootCauses,
        @Nullable String sourceRunId,
        @Nullable String createdBy,
        List<String> categories) {
    public CreateIssue {
        Require.text("experiment_id", experimentId);
        Require.text("name", name);
        Require.text("description", description);
        rootCauses = Require.listOrEmpty(rootCauses);
        categories = Require.listOrEmpty(categories);
    }

    public record Response(Issue issue) {}
}
