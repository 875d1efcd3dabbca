package dev.cairn.importing.mlflow;

/// A run, a logged model or a trace of a source, before all of it is read.
///
/// @param hasFiles whether it must have artifacts, by what is known of it
record Head(String id, String experimentId, String artifactUri, boolean hasFiles) {}
