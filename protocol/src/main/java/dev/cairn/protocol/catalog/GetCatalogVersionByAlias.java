package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET models/{full_name}/aliases/{alias}`.
public record GetCatalogVersionByAlias(String fullName, String alias) implements AnsweredWith<CatalogVersionInfo> {
    public GetCatalogVersionByAlias {
        Require.text("full_name", fullName);
        Require.text("alias", alias);
    }
}
