package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `POST 3.0/cairn/serving-endpoints/{name}/rollout/promote`: ends a rollout with the shares of its last step.
public record PromoteRollout(String name) implements AnsweredWith<Rollout> {
    public PromoteRollout {
        Require.text("name", name);
    }
}
