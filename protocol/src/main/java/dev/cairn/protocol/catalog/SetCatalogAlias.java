package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `PUT models/{full_name}/aliases/{alias}`.
public record SetCatalogAlias(String fullName, String alias, long versionNum) implements AnsweredWith<CatalogAlias> {
    public SetCatalogAlias {
        Require.text("full_name", fullName);
        Require.text("alias", alias);
    }
}
