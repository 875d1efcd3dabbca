package dev.cairn.protocol.prompts;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET unity-catalog/prompts/{name}`.
public record GetGovernedPrompt(String name) implements AnsweredWith<GovernedPrompt> {
    public GetGovernedPrompt {
        Require.text("name", name);
    }
}
