package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which share of an endpoint's requests goes where; the shares are 100 together.
///
/// @param cairnKey what of a request decides who answers it, so that the same key gets the same entity: `caller`,
///                 `header:NAME` or `field:PATH` of the body; null for chance. A word of this server's own
public record TrafficConfig(List<Route> routes, @Nullable String cairnKey) {
    public TrafficConfig {
        routes = Require.listOrEmpty(routes);
    }

    /// Shares that requests get by chance.
    public TrafficConfig(List<Route> routes) {
        this(routes, null);
    }

    /// A share of the requests.
    ///
    /// @param servedModelName   the same name, as older clients say it
    /// @param trafficPercentage 0 to 100
    public record Route(
            @Nullable String servedEntityName,
            @Nullable String servedModelName,
            @Nullable Integer trafficPercentage) {

        /// A share of one entity.
        public static Route to(String entity, int percentage) {
            return new Route(entity, entity, percentage);
        }

        /// The entity that is meant; null if none is named.
        public @Nullable String target() {
            return servedEntityName == null ? servedModelName : servedEntityName;
        }
    }
}
