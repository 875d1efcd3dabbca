package dev.cairn.importing;

/// How much a source has; -1 for what is not known beforehand.
record Counts(long experiments, long runs, long points, long models, long registeredModels) {}
