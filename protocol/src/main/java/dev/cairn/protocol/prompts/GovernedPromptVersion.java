package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version of such a prompt.
///
/// @param template JSON: a text, or a list of the messages of a chat
public record GovernedPromptVersion(
        String name,
        String version,
        String creationTimestamp,
        String lastUpdatedTimestamp,
        @Nullable String description,
        String template,
        List<RegisteredModelAlias> aliases,
        List<Tag> tags) {
    public GovernedPromptVersion {
        aliases = Require.listOrEmpty(aliases);
        tags = Require.listOrEmpty(tags);
    }
}
