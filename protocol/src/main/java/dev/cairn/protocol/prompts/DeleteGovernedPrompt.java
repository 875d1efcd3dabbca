package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;

/// `DELETE unity-catalog/prompts/{name}`.
public record DeleteGovernedPrompt(String name) {
    public DeleteGovernedPrompt {
        Require.text("name", name);
    }
}
