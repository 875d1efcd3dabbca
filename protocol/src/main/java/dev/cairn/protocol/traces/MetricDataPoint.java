package dev.cairn.protocol.traces;

import java.util.Map;

/// A metric of one group of things.
///
/// @param dimensions what the group has in common
/// @param values     by aggregation, such as `AVG` or `P99.9`
public record MetricDataPoint(String metricName, Map<String, String> dimensions, Map<String, Double> values) {}
