package dev.cairn.catalog;

import dev.cairn.protocol.registry.RegisteredModel;

/// A model of the catalogue: its place there, and what the registry knows of it.
record Model(StoredSecurable thing, RegisteredModel registered) {
    FullName name() {
        return FullName.parse(Securable.MODEL, thing.fullName());
    }
}
