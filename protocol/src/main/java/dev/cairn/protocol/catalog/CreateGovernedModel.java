package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST unity-catalog/registered-models/create`.
public record CreateGovernedModel(
        String name, List<Tag> tags, @Nullable String description) {
    public CreateGovernedModel {
        Require.text("name", name);
        tags = Require.listOrEmpty(tags);
    }

    public record Response(GovernedModel registeredModel) {}
}
