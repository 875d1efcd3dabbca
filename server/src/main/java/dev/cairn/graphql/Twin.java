package dev.cairn.graphql;

import dev.cairn.access.Caller;
import dev.cairn.http.Endpoint;
import dev.cairn.http.Json;
import dev.cairn.http.Method;
import dev.cairn.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The REST endpoint that answers a root field: the same request, rule and permission, so that none of the two ways in
/// can be guarded less than the other.
record Twin(Route route) {
    /// @throws IllegalArgumentException where the server has no such endpoint, so that it does not start
    static Twin of(List<Route> routes, Method method, String path) {
        return routes.stream()
                .filter(route -> route.method() == method && route.path().equals(path))
                .findFirst()
                .map(Twin::new)
                .orElseThrow(() -> new IllegalArgumentException("There is no " + method + " " + path));
    }

    /// @param input the fields of the request in lowerCamelCase
    Object answer(Caller caller, Map<String, Object> input) {
        if (route.endpoint() instanceof Endpoint.Rpc<?> rpc) {
            return answer(rpc, caller, input);
        }
        throw new IllegalStateException(route.path() + " does not take a record");
    }

    private static <Q> Object answer(Endpoint.Rpc<Q> rpc, Caller caller, Map<String, Object> input) {
        Map<String, Object> fields = new TreeMap<>();
        input.forEach((name, value) -> fields.put(snakeCase(name), value));
        return rpc.rule().apply(caller, Json.read(Json.write(fields), rpc.request()));
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
