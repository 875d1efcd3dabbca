package dev.cairn.lineage;

import dev.cairn.protocol.lineage.LineageEdgeKind;
import org.jspecify.annotations.Nullable;

/// A way from a thing of a graph to the next one.
///
/// @param near   the row of the thing that it leads from
/// @param found  the thing that it leads to
/// @param time   at which it was told
/// @param by     who told it
record Step(
        long near,
        Thing found,
        LineageEdgeKind kind,
        @Nullable Long time,
        @Nullable String by,
        @Nullable String detail) {}
