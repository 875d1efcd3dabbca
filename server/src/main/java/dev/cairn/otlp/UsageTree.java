package dev.cairn.otlp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/// Adds up what the spans of a trace used. A span that says what it used has counted what is below it, so that this is
/// not counted again. A span whose parent is not there is a root, and so is one of a circle.
public final class UsageTree {
    private final Map<Long, Node> nodes = new HashMap<>();

    public UsageTree(Collection<Node> spans) {
        spans.forEach(span -> nodes.put(span.spanId, span));
    }

    /// The tokens of a trace, none if no span knows of any.
    public TokenCounts tokens() {
        List<Node> counted = counted(node -> !node.tokens.isEmpty());
        return counted.isEmpty()
                ? TokenCounts.NONE
                : counted.stream()
                        .map(Node::tokens)
                        .reduce(TokenCounts.NONE, TokenCounts::plus)
                        .whole();
    }

    /// The costs of a trace, none if no span knows of any.
    public Costs costs() {
        List<Node> counted = counted(node -> !node.costs.isEmpty());
        return counted.isEmpty()
                ? Costs.NONE
                : counted.stream().map(Node::costs).reduce(Costs.NONE, Costs::plus);
    }

    private List<Node> counted(Predicate<Node> says) {
        if (nodes.values().stream().noneMatch(says)) {
            return List.of();
        }
        Map<Long, List<Node>> children = new HashMap<>();
        Deque<Node> open = new ArrayDeque<>();
        for (Node node : nodes.values()) {
            if (node.parentId != node.spanId && nodes.containsKey(node.parentId)) {
                children.computeIfAbsent(node.parentId, id -> new ArrayList<>()).add(node);
            } else {
                open.add(node);
            }
        }
        List<Node> counted = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        walk(open, children, seen, says, counted);
        nodes.keySet().stream().sorted().forEach(id -> {
            if (!seen.contains(id)) {
                open.add(Objects.requireNonNull(nodes.get(id)));
                walk(open, children, seen, says, counted);
            }
        });
        return counted;
    }

    /// Goes down from the open nodes, and past those that say nothing; what is below the others is seen as well.
    private static void walk(
            Deque<Node> open,
            Map<Long, List<Node>> children,
            Set<Long> seen,
            Predicate<Node> says,
            List<Node> counted) {
        Deque<Node> below = new ArrayDeque<>();
        while (!open.isEmpty() || !below.isEmpty()) {
            boolean free = !open.isEmpty();
            Node node = free ? open.pop() : below.pop();
            if (seen.add(node.spanId)) {
                boolean counts = free && says.test(node);
                if (counts) {
                    counted.add(node);
                }
                (free && !counts ? open : below).addAll(children.getOrDefault(node.spanId, List.of()));
            }
        }
    }

    /// What one span used.
    public record Node(long spanId, long parentId, TokenCounts tokens, Costs costs) {}
}
