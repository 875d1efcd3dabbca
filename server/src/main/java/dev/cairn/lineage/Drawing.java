package dev.cairn.lineage;

import dev.cairn.protocol.lineage.GetLineage;
import dev.cairn.protocol.lineage.LineageEdge;
import dev.cairn.protocol.lineage.LineageEdgeKind;
import dev.cairn.protocol.lineage.LineageNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A graph as its caller may see it: what they do not see has no name, and what goes without
/// saying is left out.
final class Drawing {
    private final Walk walk;
    private final Map<Thing.Key, String> keys = new HashMap<>();
    private final Set<Thing.Key> hidden = new HashSet<>();
    private final Map<Thing.Key, Set<Thing.Key>> before = new HashMap<>();

    private Drawing(Walk walk) {
        this.walk = walk;
        for (Walk.Edge edge : walk.edges().keySet()) {
            if (isPartOfAWay(edge.kind())) {
                before.computeIfAbsent(edge.to(), to -> new HashSet<>()).add(edge.from());
            }
        }
    }

    static GetLineage.Response of(Walk walk, Sight sight) {
        Drawing drawing = new Drawing(walk);
        List<LineageNode> nodes = drawing.nodes(sight);
        return new GetLineage.Response(nodes, drawing.edges(), walk.isTruncated());
    }

    private List<LineageNode> nodes(Sight sight) {
        List<LineageNode> nodes = new ArrayList<>();
        for (Thing thing : walk.things().values()) {
            boolean isSeen = sight.sees(thing);
            if (!isSeen) {
                hidden.add(thing.key());
            }
            LineageNode node = isSeen ? thing.node() : thing.hidden("HIDDEN/" + hidden.size());
            keys.put(thing.key(), node.key());
            nodes.add(node);
        }
        return nodes;
    }

    private List<LineageEdge> edges() {
        List<LineageEdge> edges = new ArrayList<>();
        walk.edges().forEach((edge, step) -> {
            if (!goesWithoutSaying(edge)) {
                edges.add(edge(edge, step));
            }
        });
        return edges;
    }

    private LineageEdge edge(Walk.Edge edge, Step step) {
        boolean isHidden = hidden.contains(edge.from()) || hidden.contains(edge.to());
        return new LineageEdge(
                key(edge.from()),
                key(edge.to()),
                edge.kind(),
                isHidden ? null : step.time(),
                isHidden ? null : step.by(),
                isHidden ? null : step.detail());
    }

    private String key(Thing.Key key) {
        return Objects.requireNonNull(keys.get(key));
    }

    /// That a version comes from a run, where it comes from a logged model of that run; or from
    /// either, where it is a copy of another one that does.
    private boolean goesWithoutSaying(Walk.Edge edge) {
        return edge.kind() == LineageEdgeKind.REGISTERED
                && before(edge.to()).stream()
                        .anyMatch(between -> before(between).contains(edge.from()));
    }

    private Set<Thing.Key> before(Thing.Key thing) {
        return before.getOrDefault(thing, Set.of());
    }

    private static boolean isPartOfAWay(LineageEdgeKind kind) {
        return switch (kind) {
            case MADE, REGISTERED, COPIED -> true;
            case READ, MEASURED, SERVED, TOLD -> false;
        };
    }
}
