package dev.cairn.protocol.registry;

/// How far the registration of a version has come; this server's versions are ready at once.
public enum ModelVersionStatus {
    PENDING_REGISTRATION,
    FAILED_REGISTRATION,
    READY
}
