package dev.cairn.identity;

import dev.cairn.access.PrincipalKind;
import dev.cairn.protocol.identity.User;

/// An account, and what is said of it.
///
/// @param createdAt in milliseconds since 1970
public record Profile(User user, PrincipalKind kind, Description said, long createdAt) {}
