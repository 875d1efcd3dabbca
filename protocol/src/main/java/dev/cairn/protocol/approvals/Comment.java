package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import java.util.List;

/// A comment on a version, as the managed platform tells it. Times are milliseconds since 1970.
///
/// @param availableActions what the caller may do about it, such as `EDIT_COMMENT`
public record Comment(
        String id,
        String comment,
        String userId,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        List<String> availableActions) {
    public Comment {
        availableActions = Require.listOrEmpty(availableActions);
    }
}
