package dev.cairn.protocol.webhooks;

import org.jspecify.annotations.Nullable;

/// Where a webhook of the managed platform sends to. What is null stays as it is when it is changed.
///
/// @param enableSslVerification whether the receiver has to prove its name; it has to where this is null
/// @param secret                with which what is sent is signed; never given out
/// @param authorization         is sent as the header of that name; never given out
public record HttpUrlSpec(
        @Nullable String url,
        @Nullable Boolean enableSslVerification,
        @Nullable String secret,
        @Nullable String authorization) {}
