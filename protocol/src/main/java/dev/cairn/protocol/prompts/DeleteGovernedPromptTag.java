package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;

/// `DELETE unity-catalog/prompts/{name}/tags/{key}`.
public record DeleteGovernedPromptTag(String name, String key) {
    public DeleteGovernedPromptTag {
        Require.text("name", name);
        Require.text("key", key);
    }
}
