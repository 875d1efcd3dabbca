package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH issues/{issue_id}`: what is null or empty stays.
public record UpdateIssue(
        String issueId,
        @Nullable String name,
        @Nullable String description,
        @Nullable String status,
        @Nullable String severity) {
    public UpdateIssue {
        Require.text("issue_id", issueId);
    }

    public record Response(Issue issue) {}
}
