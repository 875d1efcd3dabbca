package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET 3.0/cairn/serving-endpoints/{name}/metrics-history`: how the entities of an endpoint did over the last two
/// hours, as far as the server that is asked served them.
public record GetServingMetricsHistory(String name) {
    public GetServingMetricsHistory {
        Require.text("name", name);
    }

    /// What the server kept, and how it is now.
    ///
    /// @param latencyEndsMs the milliseconds up to which the steps of each latency reach; the last step has no end
    public record Response(List<Double> latencyEndsMs, List<Entity> entities) {
        public Response {
            latencyEndsMs = Require.listOrEmpty(latencyEndsMs);
            entities = Require.listOrEmpty(entities);
        }
    }

    /// An entity that serves now.
    ///
    /// @param moments the oldest first
    public record Entity(String name, List<Moment> moments) {
        public Entity {
            moments = Require.listOrEmpty(moments);
        }
    }

    /// What was counted of an entity up to a moment, since the server was started.
    ///
    /// @param timestamp in milliseconds since 1970
    /// @param requests  that were answered, [#refused] and [#failed] among them
    /// @param cpu       in percent, as `cpu_usage_percentage` of the metrics; null where it is not known
    /// @param memory    in percent, as `mem_usage_percentage`; null where it is not known
    /// @param latency   requests that took up to so long, for each step; all for the last one
    public record Moment(
            long timestamp,
            long requests,
            long refused,
            long failed,
            @Nullable Double cpu,
            @Nullable Double memory,
            List<Long> latency) {
        public Moment {
            latency = Require.listOrEmpty(latency);
        }
    }
}
