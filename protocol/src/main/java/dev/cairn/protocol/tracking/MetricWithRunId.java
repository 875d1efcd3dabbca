package dev.cairn.protocol.tracking;

/// One point of a metric of a run.
public record MetricWithRunId(String key, double value, long timestamp, long step, String runId) {}
