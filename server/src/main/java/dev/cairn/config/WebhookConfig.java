package dev.cairn.config;

import dev.cairn.outgoing.Destinations;
import dev.cairn.outgoing.Networks;
import java.util.List;

/// Where webhooks may send to.
public record WebhookConfig(Destinations destinations) {
    /// By https to the internet.
    public static final WebhookConfig DEFAULT = new WebhookConfig(new Destinations(List.of("https"), Networks.NONE));
}
