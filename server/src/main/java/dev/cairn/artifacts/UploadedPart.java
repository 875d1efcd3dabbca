package dev.cairn.artifacts;

/// A part that a client has sent.
///
/// @param number from 1
/// @param etag   what the store answered to it
public record UploadedPart(int number, String etag) {}
