package dev.cairn.client;

import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import java.util.Map;

/// Tags and parameters as they are sent.
final class Tags {
    private Tags() {}

    static List<Tag> of(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }
}
