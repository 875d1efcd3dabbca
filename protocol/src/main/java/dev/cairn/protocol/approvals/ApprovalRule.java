package dev.cairn.protocol.approvals;

import org.jspecify.annotations.Nullable;

/// That moving a version to a stage, or giving it an alias, takes an approved request.
///
/// @param stage     unset if it is about an alias
/// @param alias     unset if it is about a stage
/// @param byAnother whether nobody approves what they alone asked for; unset: no
public record ApprovalRule(
        @Nullable String stage,
        @Nullable String alias,
        @Nullable Boolean byAnother) {}
