package dev.cairn.artifacts.bucket;

import java.time.Instant;

/// What a store tells of an object.
///
/// @param size bytes
/// @param etag quoted; changes whenever the object is replaced
public record StoredObject(String key, long size, Instant modified, String etag) {}
