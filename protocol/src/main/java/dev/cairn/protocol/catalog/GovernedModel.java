package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A registered model of the catalogue, as MLflow's clients read it. Times are milliseconds since
/// 1970.
public record GovernedModel(
        String name,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        String userId,
        @Nullable String description,
        List<RegisteredModelAlias> aliases,
        List<Tag> tags) {
    public GovernedModel {
        aliases = Require.listOrEmpty(aliases);
        tags = Require.listOrEmpty(tags);
    }
}
