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

    /// What becomes of a configuration. While one is `IN_PROGRESS`, no other is taken.
    public enum ConfigUpdate {
        NOT_UPDATING,
        IN_PROGRESS,
        UPDATE_FAILED,
        UPDATE_CANCELED
    }
}
