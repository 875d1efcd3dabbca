package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;

/// `DELETE unity-catalog/prompts/{name}/versions/{version}/tags/{key}`.
public record DeleteGovernedPromptVersionTag(String name, String version, String key) {
    public DeleteGovernedPromptVersionTag {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("key", key);
    }
}
