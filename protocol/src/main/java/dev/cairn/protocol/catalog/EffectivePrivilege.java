package dev.cairn.protocol.catalog;

import org.jspecify.annotations.Nullable;

/// A privilege, and where it comes from if that is not the thing itself.
public record EffectivePrivilege(
        String privilege,
        @Nullable String inheritedFromType,
        @Nullable String inheritedFromName) {}
