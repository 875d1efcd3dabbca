package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;

/// `DELETE models/{full_name}/aliases/{alias}`.
public record DeleteCatalogAlias(String fullName, String alias) {
    public DeleteCatalogAlias {
        Require.text("full_name", fullName);
        Require.text("alias", alias);
    }
}
