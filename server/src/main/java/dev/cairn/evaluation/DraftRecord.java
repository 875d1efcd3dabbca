package dev.cairn.evaluation;

import org.jspecify.annotations.Nullable;

/// A record of a data set as a client sends it; inputs, outputs, expectations, tags and source are JSON texts.
///
/// @param inputHash    what records with the same inputs share
/// @param namesOutputs whether the client said anything of outputs, which may have been null
record DraftRecord(
        String inputHash,
        String inputs,
        boolean namesOutputs,
        @Nullable String outputs,
        @Nullable String expectations,
        @Nullable String tags,
        @Nullable String source,
        @Nullable String user) {}
