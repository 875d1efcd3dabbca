package dev.cairn.protocol.identity;

/// What a command line is told that asks to be let in (RFC 8628, section 3.2).
///
/// @param deviceCode what it shows while it waits, and nobody else has
/// @param userCode   what a person types or compares
/// @param expiresIn  in seconds
/// @param interval   between two questions, in seconds
public record DeviceCode(
        String deviceCode,
        String userCode,
        String verificationUri,
        String verificationUriComplete,
        int expiresIn,
        int interval) {}
