package dev.cairn.protocol.prompts;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST unity-catalog/prompts`.
public record CreateGovernedPrompt(String name, Given prompt) implements AnsweredWith<GovernedPrompt> {
    public CreateGovernedPrompt {
        Require.text("name", name);
        prompt = prompt == null ? new Given(null, null) : prompt;
    }

    /// What is said of it.
    public record Given(
            @Nullable String description, @Nullable List<Tag> tags) {}
}
