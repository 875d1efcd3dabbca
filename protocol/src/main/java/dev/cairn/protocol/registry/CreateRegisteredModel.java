package dev.cairn.protocol.registry;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST registered-models/create`.
public record CreateRegisteredModel(
        String name, List<Tag> tags, @Nullable String description) {
    public CreateRegisteredModel {
        Require.text("name", name);
        tags = Require.listOrEmpty(tags);
    }

    public record Response(RegisteredModel registeredModel) {}
}
