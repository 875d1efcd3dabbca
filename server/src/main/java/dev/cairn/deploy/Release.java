package dev.cairn.deploy;

/// What is deployed: a model, where, in whose words, and how large.
public record Release(Placement placement, Kind kind, PodModel model, Size size) {}
