package dev.cairn.protocol.inference;

import org.jspecify.annotations.Nullable;

/// How often an endpoint may be called, in the managed platform's words.
///
/// @param calls         at least 1
/// @param key           `endpoint`: by all together; `user`: by each account. The first if nobody says
/// @param renewalPeriod `minute`
/// @param principal     refused: there are no limits of one account or group
/// @param tokens        refused: this server does not count tokens
public record RateLimit(
        @Nullable Long calls,
        @Nullable String key,
        @Nullable String renewalPeriod,
        @Nullable String principal,
        @Nullable Long tokens) {}
