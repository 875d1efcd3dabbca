package dev.cairn.http;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses requests that a foreign page or a rebound DNS name may have made the browser send.
final class HostCheck {
    private static final Set<String> EXEMPT = Set.of("/health", "/version");

    private final Set<String> allowed;

    HostCheck(Set<String> allowed) {
        this.allowed = allowed;
    }

    /// The reason to refuse a request, in the reference's words; empty when it may go on.
    Optional<String> refusal(String method, String path, @Nullable String host, @Nullable String origin) {
        if (!EXEMPT.contains(path) && (host == null || !isAllowed(withoutPort(host)))) {
            return Optional.of("Invalid Host header - possible DNS rebinding attack detected");
        }
        boolean changes = !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
        if (changes && origin != null && !isAllowedOrigin(origin)) {
            return Optional.of("Cross-origin request blocked");
        }
        return Optional.empty();
    }

    private boolean isAllowedOrigin(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host != null && isAllowed(host);
        } catch (java.net.URISyntaxException malformed) {
            return false;
        }
    }

    private boolean isAllowed(String host) {
        return allowed.contains("*") || allowed.contains(host.toLowerCase(java.util.Locale.ROOT));
    }

    static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }
}
