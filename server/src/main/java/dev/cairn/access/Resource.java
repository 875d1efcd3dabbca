package dev.cairn.access;

/// The kinds of thing that a permission is about.
public enum Resource {
    SERVER,
    EXPERIMENT,
    RUN,
    LOGGED_MODEL,
    ARTIFACT,
    TRACE,
    ASSESSMENT,
    EVALUATION_DATASET,
    SCORER,
    LABEL_SCHEMA,
    REVIEW_QUEUE,
    ISSUE,
    JOB,
    REGISTERED_MODEL,
    MODEL_VERSION,
    VIEW
}
