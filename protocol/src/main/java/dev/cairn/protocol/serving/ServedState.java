package dev.cairn.protocol.serving;

import org.jspecify.annotations.Nullable;

/// How a served entity is.
///
/// @param deploymentStateMessage why, in a sentence
public record ServedState(Deployment deployment, @Nullable String deploymentStateMessage) {

    /// The states of a served entity.
    public enum Deployment {
        DEPLOYMENT_CREATING,
        DEPLOYMENT_RECOVERING,
        DEPLOYMENT_READY,
        DEPLOYMENT_FAILED,
        DEPLOYMENT_ABORTED
    }
}
