package dev.cairn.protocol.catalog;

/// How a client reaches the files of a version: by this server alone, so there are none in it.
/// The time is milliseconds since 1970.
public record TemporaryCredentials(long expirationTime, String storageMode) {}
