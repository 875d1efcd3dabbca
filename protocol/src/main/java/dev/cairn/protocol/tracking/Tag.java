package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import java.util.Optional;

/// A key with its text: a tag of an experiment, run or model, or a parameter. An unset value is an empty text.
public record Tag(String key, String value) {
    public Tag {
        Require.text("key", key);
        value = value == null ? "" : value;
    }

    /// The text of a key among others.
    static Optional<String> value(List<Tag> all, String key) {
        return all.stream()
                .filter(each -> each.key().equals(key))
                .map(Tag::value)
                .findFirst();
    }
}
