package dev.cairn.tracking;

import dev.cairn.protocol.tracking.Run;
import dev.cairn.series.Points;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run with all that was ever logged to it, on its way from or to another server.
///
/// @param run         its latest metrics follow from the series, and are not looked at when it is stored
/// @param series      all points by the names of their metrics
/// @param deletedTime when it was put into the trash (ms)
public record RunCopy(
        Run run, Map<String, Points> series, @Nullable Long deletedTime) {}
