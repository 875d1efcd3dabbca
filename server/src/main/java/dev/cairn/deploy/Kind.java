package dev.cairn.deploy;

/// In whose words a cluster is told of a model.
public enum Kind {
    /// A `Deployment`, and what belongs to one.
    DEPLOYMENT,

    /// An `InferenceService` of KServe, which makes the rest.
    KSERVE
}
