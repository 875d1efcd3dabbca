package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// A data set that runs used.
public record Dataset(
        String name,
        String digest,
        String sourceType,
        String source,
        @Nullable String schema,
        @Nullable String profile) {
    public Dataset {
        Require.text("name", name);
        Require.text("digest", digest);
        Require.text("source_type", sourceType);
        Require.text("source", source);
    }
}
