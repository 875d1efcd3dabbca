package dev.cairn.protocol.webhooks;

import org.jspecify.annotations.Nullable;

/// A job that a webhook of the managed platform runs. This server runs none.
public record JobSpec(
        @Nullable String jobId,
        @Nullable String workspaceUrl,
        @Nullable String accessToken) {}
