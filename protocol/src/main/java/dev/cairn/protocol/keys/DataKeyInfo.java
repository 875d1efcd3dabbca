package dev.cairn.protocol.keys;

import org.jspecify.annotations.Nullable;

/// A key that data are encrypted with.
///
/// @param purpose     what is encrypted with it, such as `artifacts`
/// @param wrappingKey the name of the key that it is wrapped with
/// @param createdAt   in milliseconds since 1970
/// @param retiredAt   the same, when another took its place: it is there to read with; null while it is in use
public record DataKeyInfo(
        String id,
        String purpose,
        String wrappingKey,
        long createdAt,
        @Nullable Long retiredAt) {}
