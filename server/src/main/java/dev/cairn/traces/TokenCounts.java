package dev.cairn.traces;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How many tokens models took in and gave out, as far as it is known.
record TokenCounts(
        @Nullable Long input,
        @Nullable Long output,
        @Nullable Long total,
        @Nullable Long cacheRead,
        @Nullable Long cacheCreation) {
    static final TokenCounts NONE = new TokenCounts(null, null, null, null, null);

    /// The counts of a JSON object such as `{"input_tokens": 10}`; none of anything else.
    static TokenCounts of(@Nullable String json) {
        if (json == null) {
            return NONE;
        }
        try {
            return of(Json.readTree(json.getBytes(StandardCharsets.UTF_8)));
        } catch (ApiException notJson) {
            return NONE;
        }
    }

    private static TokenCounts of(JsonNode usage) {
        return new TokenCounts(
                count(usage, "input_tokens"),
                count(usage, "output_tokens"),
                count(usage, "total_tokens"),
                count(usage, "cache_read_input_tokens"),
                count(usage, "cache_creation_input_tokens"));
    }

    private static @Nullable Long count(JsonNode usage, String key) {
        JsonNode value = usage.path(key);
        return value.canConvertToExactIntegral() && value.canConvertToLong() ? value.asLong() : null;
    }

    boolean isEmpty() {
        return equals(NONE);
    }
}
