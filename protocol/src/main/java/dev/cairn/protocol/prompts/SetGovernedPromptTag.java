package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;

/// `POST unity-catalog/prompts/{name}/tags`. An unset value is an empty text.
public record SetGovernedPromptTag(String name, String key, String value) {
    public SetGovernedPromptTag {
        Require.text("name", name);
        Require.text("key", key);
        value = value == null ? "" : value;
    }
}
