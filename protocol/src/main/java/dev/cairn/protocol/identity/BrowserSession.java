package dev.cairn.protocol.identity;

/// A browser that is signed in.
///
/// @param sessionId  by which it is signed out; of no use for anything else
/// @param createdAt  when it signed in, in milliseconds since 1970
/// @param expiresAt  when it has to sign in again
/// @param browser    what it calls itself, shortened
/// @param address    from where it signed in
public record BrowserSession(String sessionId, long createdAt, long expiresAt, String browser, String address) {}
