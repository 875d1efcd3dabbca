package dev.cairn.protocol.tracking;

/// A run that is under way, with the name of its experiment.
public record RunningRun(RunInfo info, String experimentName) {}
