package dev.cairn.protocol.prompts;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET unity-catalog/prompts/{name}/versions/by-alias/{alias}`.
public record GetGovernedPromptVersionByAlias(String name, String alias)
        implements AnsweredWith<GovernedPromptVersion> {
    public GetGovernedPromptVersionByAlias {
        Require.text("name", name);
        Require.text("alias", alias);
    }
}
