package dev.cairn.protocol.lineage;

import org.jspecify.annotations.Nullable;

/// A way from a thing to what came of it.
///
/// @param from   the key of what was first
/// @param to     the key of what came of it
/// @param time   at which a client told it last, in milliseconds since 1970
/// @param by     who told it last
/// @param detail which run of a job or command of a notebook told it; of a data set, what it was
///               read for
public record LineageEdge(
        String from,
        String to,
        LineageEdgeKind kind,
        @Nullable Long time,
        @Nullable String by,
        @Nullable String detail) {}
