package dev.cairn.protocol.lineage;

import org.jspecify.annotations.Nullable;

/// A notebook, as clients tell of it.
public record LineageNotebook(
        @Nullable String id,
        @Nullable String commandId,
        @Nullable String notebookRunId) {}
