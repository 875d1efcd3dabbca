package dev.cairn.protocol.keys;

/// `POST keys/rotate`: takes a new wrapping key, or the first one where people keep it, and new data keys. What was
/// encrypted before stays readable.
public record RotateKeys() {}
