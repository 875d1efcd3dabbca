package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `PATCH models/{full_name}/versions/{version}/finalize`.
public record FinalizeCatalogVersion(String fullName, Long version) implements AnsweredWith<CatalogVersionInfo> {
    public FinalizeCatalogVersion {
        Require.text("full_name", fullName);
        Require.present("version", version);
    }
}
