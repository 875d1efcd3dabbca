package dev.cairn.http;

import dev.cairn.access.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The route table while it is being written. A feature adds a line per endpoint.
public final class Routes {
    private static final List<String> API_PREFIXES = List.of("/api/", "/ajax-api/");

    private final List<Route> routes = new ArrayList<>();

    /// The lines of an API version such as `2.0/mlflow`, served under both of MLflow's prefixes.
    public Api api(String version) {
        return new Api(
                API_PREFIXES.stream().map(prefix -> prefix + version + "/").toList());
    }

    /// The lines of an API version that only the UI's prefix has.
    public Api uiApi(String version) {
        return new Api(List.of("/ajax-api/" + version + "/"));
    }

    /// The lines at the root of the server, such as `/health`.
    public Api root() {
        return new Api(List.of("/"));
    }

    public List<Route> all() {
        return List.copyOf(routes);
    }

    /// Adds lines below one or more prefixes.
    public final class Api {
        private final List<String> prefixes;
        private final Audited audited;
        private final HttpServer.@Nullable Refusals refusals;

        private Api(List<String> prefixes) {
            this(prefixes, Audited.CHANGES, null);
        }

        private Api(List<String> prefixes, Audited audited, HttpServer.@Nullable Refusals refusals) {
            this.prefixes = prefixes;
            this.audited = audited;
            this.refusals = refusals;
        }

        /// The same, for lines of which the audit log tells at other times.
        public Api audited(Audited when) {
            return new Api(prefixes, when, refusals);
        }

        /// The same, for lines of a protocol that has words of its own for refusals.
        public Api refusing(HttpServer.Refusals inWords) {
            return new Api(prefixes, audited, inWords);
        }

        public <Q> void get(String path, Permission permission, Class<Q> request, Endpoint.Rule<Q> rule) {
            add(Method.GET, path, permission, new Endpoint.Rpc<>(request, rule));
        }

        public <Q> void post(String path, Permission permission, Class<Q> request, Endpoint.Rule<Q> rule) {
            add(Method.POST, path, permission, new Endpoint.Rpc<>(request, rule));
        }

        /// A route that takes no idempotency key: its rule works in several transactions, so that
        /// others get their turn in between, or a secret is in what is asked or answered.
        public <Q> void keyless(
                Method method, String path, Permission permission, Class<Q> request, Endpoint.Rule<Q> rule) {
            add(method, path, permission, new Endpoint.Rpc<>(request, rule, true));
        }

        /// A route whose body the feature reads itself.
        public <Q> void postHot(
                String path,
                Permission permission,
                Class<Q> request,
                Function<byte[], Q> reader,
                Endpoint.Rule<Q> rule) {
            add(Method.POST, path, permission, new Endpoint.HotRpc<>(request, reader, rule));
        }

        public <Q> void put(String path, Permission permission, Class<Q> request, Endpoint.Rule<Q> rule) {
            add(Method.PUT, path, permission, new Endpoint.Rpc<>(request, rule));
        }

        public <Q> void patch(String path, Permission permission, Class<Q> request, Endpoint.Rule<Q> rule) {
            add(Method.PATCH, path, permission, new Endpoint.Rpc<>(request, rule));
        }

        public <Q> void delete(String path, Permission permission, Class<Q> request, Endpoint.Rule<Q> rule) {
            add(Method.DELETE, path, permission, new Endpoint.Rpc<>(request, rule));
        }

        public void raw(Method method, String path, Permission permission, Endpoint.Stream stream) {
            add(method, path, permission, new Endpoint.Raw(stream, null));
        }

        /// One that reads JSON and answers with it, and does something with headers besides.
        public void raw(Method method, String path, Permission permission, Class<?> message, Endpoint.Stream stream) {
            add(method, path, permission, new Endpoint.Raw(stream, message));
        }

        private void add(Method method, String path, Permission permission, Endpoint endpoint) {
            prefixes.forEach(
                    prefix -> routes.add(new Route(method, prefix + path, permission, endpoint, audited, refusals)));
        }
    }
}
