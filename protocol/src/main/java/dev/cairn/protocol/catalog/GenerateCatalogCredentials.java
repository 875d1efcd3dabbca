package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.FromHeader;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.lineage.LineageHeader;
import org.jspecify.annotations.Nullable;

/// `POST temporary-model-version-credentials`.
public record GenerateCatalogCredentials(
        String catalogName,
        String schemaName,
        String modelName,
        Long version,
        @Nullable String operation,
        @FromHeader(LineageHeader.NAME) @Nullable String lineageIdentifier)
        implements AnsweredWith<TemporaryCredentials> {
    public GenerateCatalogCredentials {
        Require.text("catalog_name", catalogName);
        Require.text("schema_name", schemaName);
        Require.text("model_name", modelName);
        Require.present("version", version);
    }
}
