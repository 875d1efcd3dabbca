package dev.cairn.protocol.lineage;

/// What leads from one thing to the next.
public enum LineageEdgeKind {
    /// A run read a data set or a logged model.
    READ,
    /// A run made a logged model.
    MADE,
    /// Metrics of a logged model were measured on a data set.
    MEASURED,
    /// A version was made of a run or a logged model.
    REGISTERED,
    /// A version was made of another one.
    COPIED,
    /// An endpoint of this server answers with a version.
    SERVED,
    /// A client says so.
    TOLD
}
