package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import java.util.List;

/// `PUT registry/approval-rules/set`: says as a whole what takes an approved request with a model.
public record SetApprovalRules(String name, List<ApprovalRule> rules) {
    public SetApprovalRules {
        Require.text("name", name);
        rules = Require.listOrEmpty(rules);
    }

    public record Response(List<ApprovalRule> rules) {}
}
