package dev.cairn.oidc;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody is of whom another than this server vouches.
///
/// @param issuer   who vouches
/// @param subject  what names the person there, and nobody else ever
/// @param username what people call them; null if nothing is said, or nothing that was verified
public record Person(
        String issuer, String subject, @Nullable String username, Set<String> groups) {}
