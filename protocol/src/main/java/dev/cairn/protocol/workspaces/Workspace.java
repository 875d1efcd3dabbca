package dev.cairn.protocol.workspaces;

import org.jspecify.annotations.Nullable;

/// A tenant: experiments, models and data sets with names of their own.
///
/// @param defaultArtifactRoot below which its experiments keep artifacts; null for a folder of the server's own
public record Workspace(
        String name,
        @Nullable String description,
        @Nullable String defaultArtifactRoot,
        @Nullable TraceArchivalConfig traceArchivalConfig) {}
