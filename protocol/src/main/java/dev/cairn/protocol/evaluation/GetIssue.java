package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;

/// `GET issues/{issue_id}`.
public record GetIssue(String issueId) {
    public GetIssue {
        Require.text("issue_id", issueId);
    }

    public record Response(Issue issue) {}
}
