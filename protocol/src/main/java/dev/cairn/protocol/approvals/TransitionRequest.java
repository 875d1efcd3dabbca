package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An open request that a version be moved to a stage, as the managed platform tells it.
///
/// @param availableActions what the caller may do about it, such as `APPROVE_TRANSITION_REQUEST`
public record TransitionRequest(
        String userId,
        String toStage,
        @Nullable String comment,
        long creationTimestamp,
        List<String> availableActions) {
    public TransitionRequest {
        availableActions = Require.listOrEmpty(availableActions);
    }
}
