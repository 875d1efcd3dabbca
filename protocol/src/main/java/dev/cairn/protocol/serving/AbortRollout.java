package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `POST 3.0/cairn/serving-endpoints/{name}/rollout/abort`: ends a rollout with the shares that were before it.
public record AbortRollout(String name) implements AnsweredWith<Rollout> {
    public AbortRollout {
        Require.text("name", name);
    }
}
