package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `PATCH models/{full_name}/versions/{version}`.
public record UpdateCatalogVersion(
        String fullName, Long version, @Nullable String comment) implements AnsweredWith<CatalogVersionInfo> {
    public UpdateCatalogVersion {
        Require.text("full_name", fullName);
        Require.present("version", version);
    }
}
