package dev.cairn.traces.search;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.Require;
import dev.cairn.search.PageToken;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The token of a page of traces in the order of time: the place that the page before it ended at, so that no page
/// costs more than another. It is base64 of `{"time": 1700000000000, "trace_id": "tr-…"}`.
record TracePage(long time, String traceId) {
    private static final int MAX_LENGTH = 512;

    TracePage {
        Require.text("trace_id", traceId);
    }

    static String token(TracePlace last) {
        return Base64.getEncoder().encodeToString(Json.write(new TracePage(last.time(), last.traceId())));
    }

    /// The place that a token says, none without one.
    static @Nullable TracePage of(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        if (token.length() > MAX_LENGTH) {
            throw PageToken.undecodable();
        }
        try {
            return Json.read(Base64.getDecoder().decode(token), TracePage.class);
        } catch (IllegalArgumentException | ApiException malformed) {
            throw PageToken.undecodable();
        }
    }
}
