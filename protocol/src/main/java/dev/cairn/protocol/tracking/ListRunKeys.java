package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST runs/keys`: what was logged to some runs, by name.
public record ListRunKeys(List<String> runIds) {
    public ListRunKeys {
        runIds = Require.listOrEmpty(runIds);
    }

    /// In the order of their names.
    ///
    /// @param more whether there are others, which are too many to be listed
    public record Response(List<MetricKey> metrics, List<ParamKey> params, boolean more) {
        public Response {
            metrics = Require.listOrEmpty(metrics);
            params = Require.listOrEmpty(params);
        }
    }

    /// A metric that some of the runs have.
    ///
    /// @param runs       how many of the runs have it
    /// @param hasHistory whether one of them has several points of it
    public record MetricKey(String key, long runs, boolean hasHistory) {}

    /// A parameter that some of the runs have.
    ///
    /// @param runs how many of the runs have it
    public record ParamKey(String key, long runs) {}
}
