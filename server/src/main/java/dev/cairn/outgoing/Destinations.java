package dev.cairn.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Where something may be sent to: by these schemes, to the internet and to these networks besides. Names are looked up
/// once, all of their addresses are checked, and what is returned is connected to as it is.
///
/// The refusals are those of MLflow, where it refuses the same.
public final class Destinations {
    private static final int MAX_LENGTH = 2048;

    private final Patience lookUp = new Patience(Duration.ofSeconds(5), "no answer within 5 s");
    private final List<String> schemes;
    private final Networks besides;

    /// @param schemes `https`, `http`
    /// @param besides which networks that are not the internet
    public Destinations(List<String> schemes, Networks besides) {
        this.schemes = List.copyOf(schemes);
        this.besides = besides;
    }

    /// A place, found and checked.
    ///
    /// @throws BadDestination with a sentence for who named it
    public Destination find(String url) throws BadDestination {
        URI uri = parse(url);
        Destination found = new Destination(uri, List.of());
        InetAddress[] addresses = addresses(found.name());
        for (InetAddress address : addresses) {
            if (!besides.include(address) && !Networks.isPublic(address)) {
                throw new BadDestination("Webhook URL must not resolve to a non-public IP address. '%s' resolves to %s."
                        .formatted(found.name(), address.getHostAddress()));
            }
        }
        return new Destination(uri, List.of(addresses));
    }

    private URI parse(String url) throws BadDestination {
        if (url.isBlank()) {
            throw new BadDestination("Webhook URL cannot be empty or just whitespace: '%s'".formatted(url));
        }
        if (url.length() > MAX_LENGTH) {
            throw new BadDestination("A webhook URL has at most %d characters.".formatted(MAX_LENGTH));
        }
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!schemes.contains(scheme)) {
                throw new BadDestination("Invalid webhook URL scheme: '%s'. Allowed schemes are: %s."
                        .formatted(scheme, String.join(", ", schemes)));
            }
            if (uri.getHost() == null || uri.getRawPath() == null) {
                throw new BadDestination("Webhook URL must include a hostname: '%s'".formatted(url));
            }
            if (uri.getRawUserInfo() != null) {
                throw new BadDestination("Webhook URL must not include embedded credentials.");
            }
            if (uri.getPort() == 0 || uri.getPort() > 65_535) {
                throw new BadDestination("Webhook URL has no such port: %d".formatted(uri.getPort()));
            }
            return scheme.equals(uri.getScheme()) ? uri : new URI(scheme + url.substring(scheme.length()));
        } catch (URISyntaxException malformed) {
            throw new BadDestination("Invalid webhook URL '%s': %s".formatted(url, malformed.getReason()));
        }
    }

    private InetAddress[] addresses(String name) throws BadDestination {
        try {
            return lookUp.with(() -> InetAddress.getAllByName(name));
        } catch (UnknownHostException unknown) {
            throw new BadDestination(
                    "Cannot resolve Webhook URL hostname '%s': Name or service not known".formatted(name));
        } catch (IOException late) {
            throw new BadDestination("Cannot resolve Webhook URL hostname '%s': %s".formatted(name, late.getMessage()));
        }
    }
}
