package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST runs/values`: the last values of some metrics and the parameters of some runs, a column each.
public record ListRunValues(List<String> runIds, List<String> metricKeys, List<String> paramKeys) {
    public ListRunValues {
        runIds = Require.listOrEmpty(runIds);
        metricKeys = Require.listOrEmpty(metricKeys);
        paramKeys = Require.listOrEmpty(paramKeys);
    }

    public record Response(List<MetricColumn> metrics, List<ParamColumn> params) {
        public Response {
            metrics = Require.listOrEmpty(metrics);
            params = Require.listOrEmpty(params);
        }
    }

    /// The last values of a metric.
    ///
    /// @param runs which of the runs have the metric: their places in the request
    public record MetricColumn(String key, List<Integer> runs, List<Double> values) {
        public MetricColumn {
            runs = Require.listOrEmpty(runs);
            values = Require.listOrEmpty(values);
        }
    }

    /// The values of a parameter.
    ///
    /// @param runs which of the runs have the parameter: their places in the request
    public record ParamColumn(String key, List<Integer> runs, List<String> values) {
        public ParamColumn {
            runs = Require.listOrEmpty(runs);
            values = Require.listOrEmpty(values);
        }
    }
}
