package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST unity-catalog/prompts/search`: those in a schema. Without `maxResults`: 100.
public record SearchGovernedPrompts(
        @Nullable String filter,
        Place catalogSchema,
        @Nullable Long maxResults,
        @Nullable String pageToken) {
    public SearchGovernedPrompts {
        Require.present("catalog_schema", catalogSchema);
    }

    /// A schema, by its names.
    public record Place(String catalogName, String schemaName) {
        public Place {
            Require.text("catalog_name", catalogName);
            Require.text("schema_name", schemaName);
        }
    }

    public record Response(
            List<GovernedPrompt> prompts, @Nullable String nextPageToken) {
        public Response {
            prompts = Require.listOrEmpty(prompts);
        }
    }
}
