package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST metrics/plot`: what a chart of metrics shows, in as many points as it has room for.
///
/// @param x       what the x axis shows; steps if unset
/// @param xMetric the metric on the x axis
/// @param from    the least x that is shown, in the unit of the axis
/// @param to      the greatest
/// @param logX    whether the x axis is logarithmic, so that buckets are as wide on it
/// @param buckets into how many parts of the x axis the points of each series are put
/// @param means   whether the means of buckets are wanted, of which smoothed lines are made
public record PlotMetrics(
        List<String> runIds,
        List<String> metricKeys,
        @Nullable PlotAxis x,
        @Nullable String xMetric,
        @Nullable Double from,
        @Nullable Double to,
        boolean logX,
        @Nullable Integer buckets,
        boolean means) {
    public PlotMetrics {
        runIds = Require.listOrEmpty(runIds);
        metricKeys = Require.listOrEmpty(metricKeys);
    }

    /// What is drawn.
    ///
    /// @param series one for each run that has points of a metric inside the window
    public record Response(List<PlottedSeries> series) {}
}
