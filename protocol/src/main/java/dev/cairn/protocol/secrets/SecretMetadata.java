package dev.cairn.protocol.secrets;

/// A secret without its value.
///
/// @param lastUpdatedTimestamp milliseconds since 1970
public record SecretMetadata(String key, long lastUpdatedTimestamp) {}
