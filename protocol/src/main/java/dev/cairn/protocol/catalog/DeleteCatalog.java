package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `DELETE catalogs/{name}`.
///
/// @param force whether all that is in it goes too
public record DeleteCatalog(String name, @Nullable Boolean force) {
    public DeleteCatalog {
        Require.text("name", name);
    }
}
