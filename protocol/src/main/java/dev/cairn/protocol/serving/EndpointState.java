package dev.cairn.protocol.serving;

/// How an endpoint is.
///
/// @param ready        whether all that it serves answers
/// @param configUpdate what becomes of its newest configuration
public record EndpointState(Ready ready, ConfigUpdate configUpdate) {

    /// Whether an endpoint answers.
    public enum Ready {
        READY,
        NOT_READY
    }

    /// What becomes of a configuration. It is `IN_PROGRESS` while it is pending, when no other is taken, and while the
    /// server that is asked still loads what is to answer.
    public enum ConfigUpdate {
        NOT_UPDATING,
        IN_PROGRESS,
        UPDATE_FAILED,
        UPDATE_CANCELED
    }
}
