package dev.cairn.traces;

/// Where a trace stands in the order of time.
///
/// @param id   its number
/// @param time when it began, milliseconds
record TracePlace(long id, long time, String traceId) {}
