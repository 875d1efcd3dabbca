package dev.cairn.protocol.catalog;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// `DELETE schemas/{full_name}`.
///
/// @param force whether all that is in it goes too
public record DeleteSchema(String fullName, @Nullable Boolean force) {
    public DeleteSchema {
        Require.text("full_name", fullName);
    }
}
