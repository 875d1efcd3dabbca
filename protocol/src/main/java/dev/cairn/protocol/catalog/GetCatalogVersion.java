package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET models/{full_name}/versions/{version}`.
public record GetCatalogVersion(String fullName, Long version) implements AnsweredWith<CatalogVersionInfo> {
    public GetCatalogVersion {
        Require.text("full_name", fullName);
        Require.present("version", version);
    }
}
