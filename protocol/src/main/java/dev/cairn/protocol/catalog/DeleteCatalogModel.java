package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;

/// `DELETE models/{full_name}`.
public record DeleteCatalogModel(String fullName) {
    public DeleteCatalogModel {
        Require.text("full_name", fullName);
    }
}
