package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `POST model-versions/set-tag`. An unset value is an empty text.
public record SetModelVersionTag(String name, String version, String key, String value) {
    public SetModelVersionTag {
        Require.text("name", name);
        Require.text("version", version);
        Require.text("key", key);
        value = value == null ? "" : value;
    }
}
