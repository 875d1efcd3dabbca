package dev.cairn.protocol.tracking;

/// A model as a training logged it, before anyone registers it.
public record LoggedModel(LoggedModelInfo info, LoggedModelData data) {}
