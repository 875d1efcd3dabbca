package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;

/// `POST registered-models/set-tag`. An unset value is an empty text.
public record SetRegisteredModelTag(String name, String key, String value) {
    public SetRegisteredModelTag {
        Require.text("name", name);
        Require.text("key", key);
        value = value == null ? "" : value;
    }
}
