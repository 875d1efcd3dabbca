package dev.cairn.encryption;

import org.jspecify.annotations.Nullable;

/// What people may know of a data key.
///
/// @param purpose what it is for
/// @param kek     the name of the key that it is wrapped with
/// @param created milliseconds since 1970
/// @param retired the same, when another took its place; null while it is in use
public record KeyState(
        String id,
        String purpose,
        String kek,
        long created,
        @Nullable Long retired) {}
