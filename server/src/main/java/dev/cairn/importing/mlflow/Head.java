package dev.cairn.importing.mlflow;

/// A run, a logged model or a trace of a source, before all of it is read.
record Head(String id, String experimentId, String artifactUri) {}
