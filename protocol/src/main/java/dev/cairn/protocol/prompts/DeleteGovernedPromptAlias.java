package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;

/// `DELETE unity-catalog/prompts/{name}/aliases/{alias}`.
public record DeleteGovernedPromptAlias(String name, String alias) {
    public DeleteGovernedPromptAlias {
        Require.text("name", name);
        Require.text("alias", alias);
    }
}
