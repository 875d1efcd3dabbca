package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;

/// `POST unity-catalog/prompts/{name}/aliases/{alias}`.
public record SetGovernedPromptAlias(String name, String alias, String version) {
    public SetGovernedPromptAlias {
        Require.text("name", name);
        Require.text("alias", alias);
        Require.text("version", version);
    }
}
