package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import org.jspecify.annotations.Nullable;

/// An aggregation, of percentiles one.
///
/// @param percentileValue from 0 to 100
public record MetricAggregation(
        AggregationType aggregationType, @Nullable Double percentileValue) {
    public MetricAggregation {
        Require.present("aggregation_type", aggregationType);
    }
}
