package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;

/// `DELETE unity-catalog/prompts/{name}/versions/{version}`.
public record DeleteGovernedPromptVersion(String name, String version) {
    public DeleteGovernedPromptVersion {
        Require.text("name", name);
        Require.text("version", version);
    }
}
