package dev.cairn;

import dev.cairn.http.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How much of the managed platform's registries a server answers to, area by area, and what it answers
/// `ENDPOINT_NOT_FOUND` to on purpose, or `NOT_IMPLEMENTED` with a sentence about what there is instead. The routes are
/// those of `api/managed.tsv`, as the platform's SDKs and MLflow's
/// clients call them.
final class ManagedCoverage {
    private static final String TABLE = "/api/managed.tsv";

    private final Map<String, List<Declared>> areas = new TreeMap<>();
    private final Set<RouteShape> served;

    private ManagedCoverage(Set<RouteShape> served) throws IOException {
        this.served = served;
        for (String line : RouteShape.lines(TABLE)) {
            Declared route = Declared.of(line);
            areas.computeIfAbsent(route.area(), area -> new ArrayList<>()).add(route);
        }
    }

    static ManagedCoverage of(List<Route> served) throws IOException {
        return new ManagedCoverage(RouteShape.of(served));
    }

    /// Routes that are neither served nor refused on purpose, as `GET /path`.
    List<String> missing(String area) {
        return of(area, Standing.MISSING).map(Declared::words).toList();
    }

    /// Routes that are served although the table says that they are refused.
    List<String> servedThoughRefused() {
        return areas.values().stream()
                .flatMap(List::stream)
                .filter(route -> !route.refused().isEmpty() && !route.isAnswered() && isServed(route))
                .map(Declared::words)
                .toList();
    }

    Set<String> areas() {
        return Set.copyOf(areas.keySet());
    }

    String text() {
        StringBuilder text = new StringBuilder(
                "%-36s %10s %12s%n".formatted("managed platform's registries", "served", "on purpose not"));
        areas.forEach((area, routes) -> text.append("%-36s %4d / %3d %14d%n"
                .formatted(
                        area,
                        of(area, Standing.SERVED).count(),
                        routes.size(),
                        of(area, Standing.REFUSED).count())));
        areas.keySet().forEach(area -> text.append(notServed(area)));
        return text.toString();
    }

    private String notServed(String area) {
        String lines = areas.getOrDefault(area, List.of()).stream()
                .filter(route -> standing(route) != Standing.SERVED)
                .map(route -> "  %s%s%n"
                        .formatted(
                                route.words(),
                                route.refused().isEmpty() ? "" : "  (on purpose: " + route.refused() + ")"))
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "%n%s%n%s".formatted(area, lines);
    }

    private Stream<Declared> of(String area, Standing standing) {
        return areas.getOrDefault(area, List.of()).stream().filter(route -> standing(route) == standing);
    }

    private boolean isServed(Declared route) {
        RouteShape shape = route.shape();
        return served.contains(shape) || served.stream().anyMatch(one -> one.takes(shape));
    }

    private Standing standing(Declared route) {
        if (route.refused().isEmpty() || route.isAnswered()) {
            boolean isThere = isServed(route);
            Standing there = route.isAnswered() ? Standing.REFUSED : Standing.SERVED;
            return isThere ? there : Standing.MISSING;
        }
        return isServed(route) ? Standing.SERVED : Standing.REFUSED;
    }

    private enum Standing {
        SERVED,
        REFUSED,
        MISSING
    }

    /// A line of the table.
    ///
    /// @param refused why it is not served, empty for what is; after `501: ` if its callers are told
    private record Declared(String area, String method, String path, String refused) {
        private static final String ANSWERED = "501: ";

        static Declared of(String line) {
            String[] cells = line.split("\t", -1);
            return new Declared(cells[0], cells[1], cells[2], cells[3]);
        }

        boolean isAnswered() {
            return refused.startsWith(ANSWERED);
        }

        /// What answers it; a `HEAD` is answered by what answers a `GET`.
        RouteShape shape() {
            return RouteShape.of(method.equals("HEAD") ? "GET" : method, path);
        }

        String words() {
            return "%-6s  %s".formatted(method, path);
        }
    }
}
