package dev.cairn.protocol.catalog;

import dev.cairn.protocol.FromHeader;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.lineage.LineageHeader;
import org.jspecify.annotations.Nullable;

/// `POST unity-catalog/model-versions/generate-temporary-credentials`.
public record GenerateGovernedCredentials(
        String name,
        String version,
        @Nullable String operation,
        @FromHeader(LineageHeader.NAME) @Nullable String lineageIdentifier) {
    public GenerateGovernedCredentials {
        Require.text("name", name);
        Require.text("version", version);
    }

    public record Response(TemporaryCredentials credentials) {}
}
