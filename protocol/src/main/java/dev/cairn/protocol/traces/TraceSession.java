package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// The traces of one session together. Times are milliseconds since 1970.
///
/// @param traces       how many
/// @param errors       how many of them failed
/// @param totalTokens  of all that say so, as are the two others
/// @param firstRequest the preview of its first trace's request
/// @param lastRequest  the preview of its last trace's request
/// @param user         of its last trace
public record TraceSession(
        String sessionId,
        long traces,
        long errors,
        long inputTokens,
        long outputTokens,
        long totalTokens,
        long firstTimeMs,
        long lastTimeMs,
        @Nullable String firstRequest,
        @Nullable String lastRequest,
        @Nullable String user) {
    public TraceSession {
        Require.text("session_id", sessionId);
    }
}
