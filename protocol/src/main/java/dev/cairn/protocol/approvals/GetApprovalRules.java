package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import java.util.List;

/// `GET registry/approval-rules/get`: what takes an approved request with a model.
public record GetApprovalRules(String name) {
    public GetApprovalRules {
        Require.text("name", name);
    }

    public record Response(List<ApprovalRule> rules) {}
}
