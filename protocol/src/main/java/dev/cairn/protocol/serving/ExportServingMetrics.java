package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;

/// `GET serving-endpoints/{name}/metrics`: the figures of an endpoint, in the text that Prometheus reads.
public record ExportServingMetrics(String name) {
    public ExportServingMetrics {
        Require.text("name", name);
    }
}
