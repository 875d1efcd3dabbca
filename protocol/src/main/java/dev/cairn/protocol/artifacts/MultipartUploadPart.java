package dev.cairn.protocol.artifacts;

import org.jspecify.annotations.Nullable;

/// A part that a client has sent.
///
/// @param etag what the store answered to it
/// @param url  where it went
public record MultipartUploadPart(
        int partNumber, @Nullable String etag, @Nullable String url) {}
