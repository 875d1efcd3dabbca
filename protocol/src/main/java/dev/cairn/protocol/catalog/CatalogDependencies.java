package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import java.util.List;

/// All that a version needs when it is asked.
public record CatalogDependencies(List<CatalogDependency> dependencies) {
    public CatalogDependencies {
        dependencies = Require.listOrEmpty(dependencies);
    }
}
