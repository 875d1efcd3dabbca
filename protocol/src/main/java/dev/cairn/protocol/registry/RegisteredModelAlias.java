package dev.cairn.protocol.registry;

/// A name for one version of a model. The version is a number, sent as text.
public record RegisteredModelAlias(String alias, String version) {}
