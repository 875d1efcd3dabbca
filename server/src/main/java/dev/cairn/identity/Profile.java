package dev.cairn.identity;

import dev.cairn.access.PrincipalKind;
import dev.cairn.protocol.identity.User;
import org.jspecify.annotations.Nullable;

/// What is said of an account.
///
/// @param isActive    whether they may sign in
/// @param displayName as they are called among people; null if nothing is said
public record Profile(
        User user,
        PrincipalKind kind,
        boolean isActive,
        @Nullable String displayName) {}
