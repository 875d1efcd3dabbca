package dev.cairn.importing.mlflow;

/// A run or a logged model of a source, before all of it is read.
record Head(String id, String experimentId, String artifactUri) {}
