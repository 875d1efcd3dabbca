package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST unity-catalog/prompts/{name}/versions/search`, the newest first. Without `maxResults`: 100.
public record SearchGovernedPromptVersions(
        String name, @Nullable Long maxResults, @Nullable String pageToken) {
    public SearchGovernedPromptVersions {
        Require.text("name", name);
    }

    public record Response(
            List<GovernedPromptVersion> promptVersions,
            @Nullable String nextPageToken) {
        public Response {
            promptVersions = Require.listOrEmpty(promptVersions);
        }
    }
}
