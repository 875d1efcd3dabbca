package dev.cairn.http;

import java.util.Set;

/// Where the server listens and whom it answers.
///
/// @param host         the address to bind
/// @param port         the port, 0 for any free one
/// @param allowedHosts values of the `Host` header that are answered, without port; `*` for all
public record HttpConfig(String host, int port, Set<String> allowedHosts) {
    public static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    public boolean isLoopback() {
        return LOOPBACK.contains(host);
    }
}
