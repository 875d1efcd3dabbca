package dev.cairn.protocol.prompts;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH unity-catalog/prompts/{name}/versions/{version}`. A template stays as it is.
public record UpdateGovernedPromptVersion(String name, String version, Given promptVersion)
        implements AnsweredWith<GovernedPromptVersion> {
    public UpdateGovernedPromptVersion {
        Require.text("name", name);
        Require.text("version", version);
        Require.present("prompt_version", promptVersion);
    }

    /// What is said of it.
    public record Given(@Nullable String description) {}
}
