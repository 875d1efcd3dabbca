package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST experiments/create`.
public record CreateExperiment(String name, @Nullable String artifactLocation, List<Tag> tags) {
    public CreateExperiment {
        Require.text("name", name);
        tags = Require.listOrEmpty(tags);
    }

    public record Response(String experimentId) {}
}
