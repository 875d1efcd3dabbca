package dev.cairn.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/// Where something is sent to: an address on the web, and the machines that it was found to be, each of which is
/// allowed. Nobody looks its name up again.
public record Destination(URI uri, List<InetAddress> addresses) {
    boolean isTls() {
        return "https".equals(uri.getScheme());
    }

    /// The name without the brackets of an IPv6 address.
    String name() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isTls() ? 443 : 80;
    }

    /// What a request line asks for.
    String target() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /// What the header `Host` says.
    String host() {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}
