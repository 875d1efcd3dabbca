package dev.cairn.scoring;

/// What a model is asked to score.
public sealed interface Payload permits Frame, Tensor, NamedTensors {}
