package dev.cairn.protocol.workspaces;

import org.jspecify.annotations.Nullable;

/// Where old traces of a workspace are to go, and after how long: kept for clients that know of it.
public record TraceArchivalConfig(
        @Nullable String location, @Nullable String retention) {}
