package dev.cairn.artifacts;

import org.jspecify.annotations.Nullable;

/// A part that was sent.
///
/// @param number   from 1
/// @param etag     what the store answered to it; empty where a store answers none
/// @param checksum what the store computed of it, where this server asked for that
public record UploadedPart(
        int number, String etag, @Nullable String checksum) {
    public UploadedPart(int number, String etag) {
        this(number, etag, null);
    }
}
