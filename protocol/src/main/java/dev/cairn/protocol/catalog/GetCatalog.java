package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET catalogs/{name}`.
public record GetCatalog(String name) implements AnsweredWith<CatalogInfo> {
    public GetCatalog {
        Require.text("name", name);
    }
}
