package dev.cairn.inference;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.inference.InferenceTable;
import dev.cairn.protocol.inference.RateLimit;
import java.util.List;

/// What is stored of what stands before an endpoint, as one JSON object: the settings of its
/// table, and how often it may be called.
record StoredSettings(@JsonUnwrapped InferenceTable table, List<RateLimit> rateLimits) {
    StoredSettings {
        rateLimits = Require.listOrEmpty(rateLimits);
    }
}
