package dev.cairn.protocol.tracking;

/// What the x axis of a chart of metrics shows.
public enum PlotAxis {
    STEP,
    /// Milliseconds since 1970.
    TIME,
    /// Milliseconds since the run began.
    RELATIVE_TIME,
    /// The last value that another metric had, by the step of the point.
    METRIC
}
