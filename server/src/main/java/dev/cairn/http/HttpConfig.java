package dev.cairn.http;

import java.util.Set;

/// Where the server listens and whom it answers.
///
/// @param host         the address to bind
/// @param port         the port, 0 for any free one
/// @param allowedHosts values of the `Host` header that are answered, without port; `*` for all
public record HttpConfig(String host, int port, Set<String> allowedHosts) {
    public static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /// Whether others than this machine's own can reach it: by its address, or by a name that a proxy in front passes
    /// on.
    public boolean isForOthers() {
        return !isLoopback() || !LOOPBACK.containsAll(allowedHosts);
    }

    public boolean isLoopback() {
        return LOOPBACK.contains(host);
    }
}
