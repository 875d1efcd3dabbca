package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;

/// `DELETE models/{full_name}/versions/{version}`.
public record DeleteCatalogVersion(String fullName, Long version) {
    public DeleteCatalogVersion {
        Require.text("full_name", fullName);
        Require.present("version", version);
    }
}
