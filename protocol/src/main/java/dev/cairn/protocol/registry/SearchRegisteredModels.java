package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET registered-models/search`. Without `maxResults`: 100.
public record SearchRegisteredModels(
        @Nullable String filter,
        @Nullable Long maxResults,
        List<String> orderBy,
        @Nullable String pageToken) {
    public SearchRegisteredModels {
        orderBy = Require.listOrEmpty(orderBy);
    }

    public record Response(
            List<RegisteredModel> registeredModels,
            @Nullable String nextPageToken) {
        public Response {
            registeredModels = Require.listOrEmpty(registeredModels);
        }
    }
}
