package dev.cairn.lineage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.cairn.protocol.lineage.LineageEdgeKind;
import dev.cairn.protocol.lineage.LineageKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// A graph while it is walked: from one thing in both directions, the nearest first, until there
/// is nothing more that the caller sees, or too much.
final class Walk {
    private final Sight sight;
    private final int most;
    private final SequencedMap<Thing.Key, Thing> things = new LinkedHashMap<>();
    private final SequencedMap<Edge, Step> edges = new LinkedHashMap<>();
    private boolean isTruncated;

    /// What makes it the same way.
    record Edge(Thing.Key from, Thing.Key to, LineageEdgeKind kind) {}

    /// @param most things that it may have
    Walk(Thing root, Sight sight, int most) {
        this.sight = sight;
        this.most = most;
        things.put(root.key(), root);
    }

    /// @param isUpstream whether the ways lead to what was there before
    void go(Thing root, Ways ways, boolean isUpstream) {
        Set<Thing.Key> been = new HashSet<>(Set.of(root.key()));
        List<Thing> near = List.of(root);
        while (!near.isEmpty()) {
            List<Thing> next = new ArrayList<>();
            Map<LineageKind, List<Thing>> byKind =
                    near.stream().collect(groupingBy(Thing::kind, () -> new EnumMap<>(LineageKind.class), toList()));
            byKind.forEach((kind, group) -> {
                Map<Long, Thing> byRow = new HashMap<>();
                group.forEach(thing -> byRow.put(thing.row(), thing));
                List<Step> steps = ways.from(kind, group);
                for (Step step : steps) {
                    Thing from = byRow.get(step.near());
                    if (from != null
                            && add(from, step, isUpstream)
                            && been.add(step.found().key())
                            && leadsOn(step.found())) {
                        next.add(step.found());
                    }
                }
            });
            near = next;
        }
    }

    /// What is only told of leads on where one begins, and nowhere else: a notebook has to do
    /// with much.
    private boolean leadsOn(Thing thing) {
        return !thing.kind().isTold() && sight.sees(thing);
    }

    private boolean add(Thing near, Step step, boolean isUpstream) {
        Thing found = step.found();
        if (!things.containsKey(found.key())) {
            if (things.size() >= most) {
                isTruncated = true;
                return false;
            }
            things.put(found.key(), found);
        }
        Thing from = isUpstream ? found : near;
        Thing to = isUpstream ? near : found;
        edges.putIfAbsent(new Edge(from.key(), to.key(), step.kind()), step);
        return true;
    }

    SequencedMap<Thing.Key, Thing> things() {
        return things;
    }

    SequencedMap<Edge, Step> edges() {
        return edges;
    }

    boolean isTruncated() {
        return isTruncated;
    }
}
