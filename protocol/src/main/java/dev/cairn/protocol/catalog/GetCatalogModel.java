package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET models/{full_name}`.
public record GetCatalogModel(String fullName) implements AnsweredWith<CatalogModelInfo> {
    public GetCatalogModel {
        Require.text("full_name", fullName);
    }
}
