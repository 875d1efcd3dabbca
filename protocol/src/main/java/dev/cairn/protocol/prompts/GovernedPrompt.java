package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A prompt of the catalogue, as MLflow's clients read it. Times are texts of ISO 8601.
public record GovernedPrompt(
        String name,
        String creationTimestamp,
        String lastUpdatedTimestamp,
        @Nullable String description,
        List<RegisteredModelAlias> aliases,
        List<Tag> tags) {
    public GovernedPrompt {
        aliases = Require.listOrEmpty(aliases);
        tags = Require.listOrEmpty(tags);
    }
}
