package dev.cairn.protocol.prompts;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH unity-catalog/prompts/{name}`. What is not there stays as it is.
public record UpdateGovernedPrompt(String name, Given prompt) implements AnsweredWith<GovernedPrompt> {
    public UpdateGovernedPrompt {
        Require.text("name", name);
        Require.present("prompt", prompt);
    }

    /// What is said of it.
    public record Given(@Nullable String description) {}
}
