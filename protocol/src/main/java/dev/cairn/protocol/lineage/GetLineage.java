package dev.cairn.protocol.lineage;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET lineage`: what a thing was made of and what came of it.
///
/// @param name      of the model of a version, or of a data set
/// @param id        of a version its number, of a data set its digest
/// @param direction both if unset
/// @param maxNodes  at most 1,000; 200 if unset
public record GetLineage(
        LineageKind kind,
        @Nullable String name,
        String id,
        @Nullable LineageDirection direction,
        @Nullable Long maxNodes) {
    public GetLineage {
        Require.present("kind", kind);
        Require.text("id", id);
    }

    /// A graph.
    ///
    /// @param nodes       that which was asked for, then the others by distance
    /// @param isTruncated whether there are more
    public record Response(List<LineageNode> nodes, List<LineageEdge> edges, boolean isTruncated) {}
}
