package dev.cairn.protocol.serving;

import org.jspecify.annotations.Nullable;

/// How a served entity is.
///
/// @param deploymentStateMessage why, in a sentence
/// @param cairnReason            the same in values, if there is something to say
public record ServedState(
        Deployment deployment,
        @Nullable String deploymentStateMessage,
        @Nullable ServedReason cairnReason) {

    /// The states of a served entity.
    public enum Deployment {
        DEPLOYMENT_CREATING,
        DEPLOYMENT_RECOVERING,
        DEPLOYMENT_READY,
        DEPLOYMENT_FAILED,
        DEPLOYMENT_ABORTED
    }
}
