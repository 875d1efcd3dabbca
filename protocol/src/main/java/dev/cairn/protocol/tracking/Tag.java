package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;

/// A key with its text: a tag of an experiment, run or model, or a parameter. An unset value is an empty text.
public record Tag(String key, String value) {
    public Tag {
        Require.text("key", key);
        value = value == null ? "" : value;
    }
}
