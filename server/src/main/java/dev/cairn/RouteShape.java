package dev.cairn;

import dev.cairn.http.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// A route without the names of its parameters, which differ from table to table.
record RouteShape(String method, String path) {
    static RouteShape of(String method, String path) {
        return new RouteShape(method, path.replaceAll("\\{[^}]*}", "{}"));
    }

    static Set<RouteShape> of(List<Route> routes) {
        return routes.stream()
                .map(route -> of(route.method().name(), route.path()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The lines of a table of routes that this program has, but for the names of its columns.
    static List<String> lines(String table) throws IOException {
        try (InputStream in = Objects.requireNonNull(RouteShape.class.getResourceAsStream(table));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).toList();
        }
    }
}
