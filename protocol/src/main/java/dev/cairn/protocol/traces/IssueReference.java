package dev.cairn.protocol.traces;

import org.jspecify.annotations.Nullable;

/// A known problem that a trace shows.
public record IssueReference(@Nullable String issueName) {}
