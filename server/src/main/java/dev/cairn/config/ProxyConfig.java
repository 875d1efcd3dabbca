package dev.cairn.config;

import org.jspecify.annotations.Nullable;

/// What a trusted proxy says of who sends a request.
///
/// @param userHeader   the header that holds a name
/// @param groupsHeader the header that holds groups, with commas between them; null for none
public record ProxyConfig(String userHeader, @Nullable String groupsHeader) {}
