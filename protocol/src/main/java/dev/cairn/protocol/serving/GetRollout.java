package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET 3.0/cairn/serving-endpoints/{name}/rollout`: the newest rollout of an endpoint.
public record GetRollout(String name) implements AnsweredWith<Rollout> {
    public GetRollout {
        Require.text("name", name);
    }
}
