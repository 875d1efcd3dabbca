package dev.cairn.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the route of a canonical path: a hash look-up for fixed paths, a walk over the few with parameters.
final class RouteTable {
    private final Map<String, Map<Method, Route>> fixed = new HashMap<>();

    /// Those with parameters by their first segment, which is none.
    private final Map<String, List<Pattern>> patterns = new HashMap<>();

    RouteTable(List<Route> routes) {
        for (Route route : routes) {
            Map<Method, Route> methods = route.path().contains("{")
                    ? pattern(route.path()).methods
                    : fixed.computeIfAbsent(route.path(), path -> new EnumMap<>(Method.class));
            if (methods.putIfAbsent(route.method(), route) != null) {
                throw new IllegalStateException("Two routes for " + route.method() + " " + route.path());
            }
        }
    }

    /// The methods that a path answers to with its parameters, or null for an unknown path.
    @Nullable
    Match find(String path) {
        Map<Method, Route> methods = fixed.get(path);
        if (methods != null) {
            return new Match(methods, Map.of());
        }
        List<String> segments = segments(path);
        for (Pattern pattern : patterns.getOrDefault(segments.getFirst(), List.of())) {
            Map<String, String> parameters = pattern.match(segments);
            if (parameters != null) {
                return new Match(pattern.methods, parameters);
            }
        }
        return null;
    }

    /// @param methods at least one
    record Match(Map<Method, Route> methods, Map<String, String> parameters) {
        /// The path as it stands in the table.
        String path() {
            return methods.values().iterator().next().path();
        }
    }

    private Pattern pattern(String path) {
        List<String> segments = segments(path);
        if (segments.getFirst().startsWith("{")) {
            throw new IllegalStateException("The first segment is a parameter: " + path);
        }
        List<Pattern> alike = patterns.computeIfAbsent(segments.getFirst(), first -> new ArrayList<>());
        for (Pattern known : alike) {
            if (known.segments.equals(segments)) {
                return known;
            }
        }
        Pattern added = new Pattern(segments);
        alike.add(added);
        return added;
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }

    private static final class Pattern {
        private final List<String> segments;
        private final Map<Method, Route> methods = new EnumMap<>(Method.class);

        private Pattern(List<String> segments) {
            this.segments = segments;
        }

        private @Nullable Map<String, String> match(List<String> path) {
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < segments.size(); i++) {
                String segment = segments.get(i);
                if (segment.endsWith("+}")) {
                    String rest = i < path.size() ? String.join("/", path.subList(i, path.size())) : "";
                    parameters.put(segment.substring(1, segment.length() - 2), rest);
                    return rest.isEmpty() ? null : parameters;
                }
                if (i >= path.size()) {
                    return null;
                }
                if (segment.startsWith("{")) {
                    if (path.get(i).isEmpty()) {
                        return null;
                    }
                    parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
                } else if (!segment.equals(path.get(i))) {
                    return null;
                }
            }
            return path.size() == segments.size() ? parameters : null;
        }
    }
}
