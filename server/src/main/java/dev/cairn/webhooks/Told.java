package dev.cairn.webhooks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// An event in the words of a dialect.
///
/// @param event its name, such as `model_version.created`
/// @param data  what is said about it, as JSON has it
record Told(String event, SequencedMap<String, @Nullable Object> data) {
    static Told of(String event, Map<String, ? extends @Nullable Object> data) {
        return new Told(event, new LinkedHashMap<>(data));
    }

    /// The same, of which something more is said.
    Told with(String field, @Nullable Object value) {
        SequencedMap<String, @Nullable Object> more = new LinkedHashMap<>(data);
        more.put(field, value);
        return new Told(event, more);
    }
}
