package dev.cairn.config;

import dev.cairn.outgoing.Destinations;
import dev.cairn.outgoing.Networks;
import java.util.List;
import picocli.CommandLine.Option;

/// The flags of webhooks.
final class WebhookOptions {
    @Option(
            names = "--webhook-schemes",
            paramLabel = "SCHEME",
            split = ",",
            defaultValue = "https",
            description = "How webhooks may be sent: https, or https,http. Default: ${DEFAULT-VALUE}.")
    private List<String> schemes = List.of("https");

    @Option(
            names = "--webhook-networks",
            paramLabel = "NETWORK",
            split = ",",
            description = "Where webhooks may be sent besides the internet, such as 10.0.0.0/8 or 127.0.0.1. Default:"
                    + " nowhere.")
    private List<String> networks = List.of();

    WebhookConfig config() {
        if (schemes.isEmpty() || !List.of("https", "http").containsAll(schemes)) {
            throw new IllegalArgumentException(
                    "--webhook-schemes takes https and http; got '%s'.".formatted(String.join(",", schemes)));
        }
        try {
            return new WebhookConfig(new Destinations(schemes, Networks.parse(networks)));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("--webhook-networks: " + malformed.getMessage(), malformed);
        }
    }
}
