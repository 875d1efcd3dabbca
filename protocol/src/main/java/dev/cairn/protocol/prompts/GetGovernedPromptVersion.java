package dev.cairn.protocol.prompts;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET unity-catalog/prompts/{name}/versions/{version}`.
public record GetGovernedPromptVersion(String name, String version) implements AnsweredWith<GovernedPromptVersion> {
    public GetGovernedPromptVersion {
        Require.text("name", name);
        Require.text("version", version);
    }
}
