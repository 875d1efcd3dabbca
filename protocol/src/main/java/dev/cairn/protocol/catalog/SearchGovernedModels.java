package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET unity-catalog/registered-models/search`. Without `maxResults`: 100.
public record SearchGovernedModels(
        @Nullable Long maxResults, @Nullable String pageToken) {
    public record Response(
            List<GovernedModel> registeredModels, @Nullable String nextPageToken) {
        public Response {
            registeredModels = Require.listOrEmpty(registeredModels);
        }
    }
}
