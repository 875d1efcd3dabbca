package dev.cairn.protocol.prompts;

import dev.cairn.protocol.Require;

/// `POST unity-catalog/prompts/{name}/versions/{version}/tags`. An unset value is an empty text.
public record SetGovernedPromptVersionTag(String name, String version, String key, String value) {
    public SetGovernedPromptVersionTag {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("key", key);
        value = value == null ? "" : value;
    }
}
