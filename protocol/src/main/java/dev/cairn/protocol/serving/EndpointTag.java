package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// A tag of an endpoint.
public record EndpointTag(String key, @Nullable String value) {
    public EndpointTag {
        Require.text("key", key);
    }
}
