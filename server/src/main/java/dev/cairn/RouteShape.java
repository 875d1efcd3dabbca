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
import java.util.stream.IntStream;

/// A route without the names of its parameters, which differ from table to table.
record RouteShape(String method, String path) {
    static RouteShape of(String method, String path) {
        return new RouteShape(method, path.replaceAll("\\{[^}]*}", "{}"));
    }

    /// Whether requests of another shape come to this one too, whose parameters stand for any word.
    boolean takes(RouteShape other) {
        String[] words = path.split("/", -1);
        String[] others = other.path.split("/", -1);
        return method.equals(other.method)
                && words.length == others.length
                && IntStream.range(0, words.length).allMatch(i -> words[i].equals("{}") || words[i].equals(others[i]));
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
