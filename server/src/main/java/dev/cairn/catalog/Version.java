package dev.cairn.catalog;

import dev.cairn.protocol.registry.ModelVersion;

/// A version of such a model: what the registry and what the catalogue knows of it.
///
/// @param location of its files, as clients know it
record Version(ModelVersion registered, Facts facts, String location) {
    FullName name() {
        return FullName.parse(Securable.MODEL, registered.name());
    }
}
