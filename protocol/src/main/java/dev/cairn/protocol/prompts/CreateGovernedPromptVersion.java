package dev.cairn.protocol.prompts;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST unity-catalog/prompts/{name}/versions`.
public record CreateGovernedPromptVersion(String name, Given promptVersion)
        implements AnsweredWith<GovernedPromptVersion> {
    public CreateGovernedPromptVersion {
        Require.text("name", name);
        Require.present("prompt_version", promptVersion);
    }

    /// What it holds.
    ///
    /// @param template JSON: a text, or a list of the messages of a chat
    public record Given(String template, @Nullable String description, List<Tag> tags) {
        public Given {
            Require.text("template", template);
            tags = Require.listOrEmpty(tags);
        }
    }
}
