package dev.cairn.protocol.serving;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `POST 3.0/cairn/serving-endpoints/{name}/rollback`: serves again what an earlier configuration said, as a new one.
public record RollBackServing(String name, Long configVersion) implements AnsweredWith<ServingEndpoint> {
    public RollBackServing {
        Require.text("name", name);
        Require.present("config_version", configVersion);
    }
}
