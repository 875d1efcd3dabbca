package dev.cairn.access;

/// The kinds of thing that a permission is about.
public enum Resource {
    SERVER,
    EXPERIMENT,
    RUN,
    LOGGED_MODEL,
    ARTIFACT,
    REGISTERED_MODEL,
    MODEL_VERSION
}
