package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET 3.0/cairn/serving-endpoints/{name}/configs`: what an endpoint was asked to serve, the newest first.
public record ListServingConfigs(
        String name, @Nullable Long maxResults, @Nullable String pageToken) {
    public ListServingConfigs {
        Require.text("name", name);
    }

    public record Response(List<Kept> configs, @Nullable String nextPageToken) {
        public Response {
            configs = Require.listOrEmpty(configs);
        }
    }

    /// A configuration with whose it is and when it came, in milliseconds since 1970.
    ///
    /// @param outcome `SERVING`, `SERVED` before, `PENDING` or `FAILED`
    /// @param message why it failed
    /// @param reason  the same in values
    public record Kept(
            EndpointConfig config,
            @Nullable String creator,
            long creationTimestamp,
            Outcome outcome,
            @Nullable String message,
            @Nullable ServedReason reason) {}

    /// What became of a configuration.
    public enum Outcome {
        PENDING,
        SERVING,
        SERVED,
        FAILED
    }
}
