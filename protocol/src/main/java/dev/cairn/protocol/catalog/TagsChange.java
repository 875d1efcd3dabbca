package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;

/// Tags that are set, and keys of those that go.
public record TagsChange(List<String> remove, List<Tag> addTags) {
    public TagsChange {
        remove = Require.listOrEmpty(remove);
        addTags = Require.listOrEmpty(addTags);
    }
}
