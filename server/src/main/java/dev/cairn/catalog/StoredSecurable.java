package dev.cairn.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of `securables`. Times are milliseconds since 1970.
///
/// @param owner null where administrators own it
record StoredSecurable(
        long id,
        Securable kind,
        String name,
        String fullName,
        @Nullable String comment,
        Map<String, String> properties,
        @Nullable String owner,
        long createdAt,
        String createdBy,
        long updatedAt,
        String updatedBy) {}
