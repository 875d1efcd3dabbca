package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// The points of one metric of one run that a chart draws: of each bucket the first, the last, the least and the
/// greatest, in the order of x. All of them where no bucket has more.
///
/// @param points       how many points the window has; more than are here if some were left out
/// @param means        of each bucket its mean, if they were asked for and some bucket has several points
/// @param nan          where the metric was no number, one a bucket
/// @param above        where it was infinite
/// @param below        where it was infinite, below zero
public record PlottedSeries(
        String runId,
        String metricKey,
        long points,
        List<Double> x,
        List<Double> y,
        Means means,
        List<Double> nan,
        List<Double> above,
        List<Double> below) {
    public PlottedSeries {
        x = Require.listOrEmpty(x);
        y = Require.listOrEmpty(y);
        nan = Require.listOrEmpty(nan);
        above = Require.listOrEmpty(above);
        below = Require.listOrEmpty(below);
    }

    /// The mean of each bucket, at the x of its last point, and how many points it is of.
    public record Means(List<Double> x, List<Double> y, List<Double> counts) {
        public Means {
            x = Require.listOrEmpty(x);
            y = Require.listOrEmpty(y);
            counts = Require.listOrEmpty(counts);
        }
    }
}
