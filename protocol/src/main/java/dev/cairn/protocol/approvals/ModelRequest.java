package dev.cairn.protocol.approvals;

import org.jspecify.annotations.Nullable;

/// An open request about a version of a model: to move it to a stage, or to give it an alias.
///
/// @param stage     unset if it is about an alias
/// @param alias     unset if it is about a stage
/// @param from      the stage that the version is in, or the version that has the alias; unset for none
/// @param createdAt in milliseconds since 1970
/// @param mayDecide whether the caller may approve or reject it
/// @param mayCancel whether the caller may take it back
public record ModelRequest(
        String requestId,
        String name,
        String version,
        @Nullable String stage,
        @Nullable String alias,
        @Nullable String from,
        @Nullable String comment,
        String createdBy,
        long createdAt,
        boolean mayDecide,
        boolean mayCancel) {}
