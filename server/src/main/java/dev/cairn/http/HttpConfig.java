package dev.cairn.http;

import dev.cairn.http.tls.TlsFiles;
import java.util.Optional;
import java.util.Set;

/// Where the server listens and whom it answers.
///
/// @param host         the address to bind
/// @param port         the port, 0 for any free one
/// @param allowedHosts values of the `Host` header that are answered, without port; `*` for all
/// @param tls          empty for a server that does not speak it
/// @param proxies      whose word about the client is taken
/// @param grpcPort     the port for gRPC, 0 for any free one; empty for a server that does not speak it
public record HttpConfig(
        String host,
        int port,
        Set<String> allowedHosts,
        Optional<TlsFiles> tls,
        TrustedProxies proxies,
        Optional<Integer> grpcPort) {
    public static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /// A server that does not speak TLS.
    public HttpConfig(String host, int port, Set<String> allowedHosts) {
        this(host, port, allowedHosts, Optional.empty());
    }

    /// One without proxies in front.
    public HttpConfig(String host, int port, Set<String> allowedHosts, Optional<TlsFiles> tls) {
        this(host, port, allowedHosts, tls, TrustedProxies.NONE);
    }

    /// One that does not speak gRPC.
    public HttpConfig(String host, int port, Set<String> allowedHosts, Optional<TlsFiles> tls, TrustedProxies proxies) {
        this(host, port, allowedHosts, tls, proxies, Optional.empty());
    }

    /// The same that speaks gRPC, too.
    public HttpConfig withGrpc(int grpc) {
        return new HttpConfig(host, port, allowedHosts, tls, proxies, Optional.of(grpc));
    }

    /// Such as `https`.
    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /// Whether others than this machine's own can reach it: by its address, or by a name that a proxy in front passes
    /// on.
    public boolean isForOthers() {
        return !isLoopback() || !LOOPBACK.containsAll(allowedHosts);
    }

    public boolean isLoopback() {
        return LOOPBACK.contains(host);
    }
}
