package dev.cairn.http;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.protocol.ErrorBody;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.MissingParameter;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows one request from its first line to its answer: check the host, find the route, run it, turn whatever was
/// thrown into a response, log it.
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";
    /// What the pages say of themselves, and browsers of pages where they deem the server trustworthy. Asked for a
    /// password, a browser would open a window of its own.
    private static final List<String> SENT_BY_PAGES = List.of("Sec-Fetch-Mode", "X-Requested-With");

    private final RouteTable routes;
    private final HostCheck hosts;
    private final TrustedProxies proxies;
    private final RequestLog log;
    private final Doorkeeper doorkeeper;
    private final KeyedCalls keyedCalls;
    private final Witness witness;
    private final HttpServer.Refusals refusals;
    private final ConcurrentMap<Class<?>, RequestRecord<?>> records = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong(System.nanoTime());

    Dispatcher(
            RouteTable routes,
            HostCheck hosts,
            TrustedProxies proxies,
            RequestLog log,
            Doorkeeper doorkeeper,
            KeyedCalls keyedCalls,
            Witness witness,
            HttpServer.Refusals refusals) {
        this.routes = routes;
        this.hosts = hosts;
        this.proxies = proxies;
        this.log = log;
        this.doorkeeper = doorkeeper;
        this.keyedCalls = keyedCalls;
        this.witness = witness;
        this.refusals = refusals;
    }

    /// The same for other routes, whose refusals are in other words.
    Dispatcher with(List<Route> other, HttpServer.Refusals inWords) {
        return new Dispatcher(new RouteTable(other), hosts, proxies, log, doorkeeper, keyedCalls, witness, inWords);
    }

    void handle(ServerRequest request, ServerResponse response) {
        long start = System.nanoTime();
        log.begins();
        String id = Long.toHexString(ids.incrementAndGet());
        String method = request.prologue().method().text();
        HelidonExchange exchange = new HelidonExchange(request, response, proxies);
        exchange.responseHeader("X-Request-Id", id)
                .responseHeader("X-Content-Type-Options", "nosniff")
                .responseHeader("X-Frame-Options", "SAMEORIGIN");
        try {
            dispatch(exchange, method, id);
        } catch (ApiException refusal) {
            refuse(exchange, refusal);
        } catch (MissingParameter missing) { // which a rule found, not the reader of the request
            refuse(exchange, Json.refused(missing.parameter()));
        } catch (Throwable failure) {
            fail(exchange, id, failure);
        }
        log.record(id, method, exchange.route(), exchange.status(), System.nanoTime() - start);
        exchange.closeIfLast();
    }

    /// Runs the route of a request, and tells the exchange which it is before anything can refuse it.
    private void dispatch(HelidonExchange exchange, String method, String id) throws java.io.IOException {
        if (exchange.hasTooManyHeaders()) {
            throw new ApiException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "The headers are larger than %d KiB.".formatted(HttpServer.MAX_HEADERS_BYTES >> 10));
        }
        String path = RequestPath.canonical(exchange.rawPath());
        Optional<String> refusal =
                hosts.refusal(method, path, exchange.host(), exchange.headerOrNull(HeaderNames.ORIGIN));
        if (refusal.isPresent()) {
            exchange.send(403, "text/plain; charset=utf-8", refusal.get().getBytes(StandardCharsets.UTF_8));
            return;
        }
        RouteTable.Match match = routes.find(path);
        if (match == null) {
            exchange.send(404, HTML, page("Not Found", "No such page or endpoint on this server."));
            return;
        }
        exchange.route(match);
        if (method.equals("OPTIONS")) {
            exchange.send(204, HTML, new byte[0]);
            return;
        }
        Route route = find(match.methods(), method.equals("HEAD") ? "GET" : method);
        if (route == null) {
            exchange.responseHeader(
                    "Allow",
                    String.join(
                            ", ",
                            match.methods().keySet().stream()
                                    .map(Method::name)
                                    .sorted()
                                    .toList()));
            exchange.send(405, HTML, page("Method Not Allowed", "This endpoint does not answer to that method."));
            return;
        }
        exchange.refusals(route.refusals());
        exchange.caller(admit(route, exchange, id));
        exchange.door(() -> doorkeeper.admit(exchange, route.permission()));
        Act act = act(route, exchange.caller().by(), exchange, id);
        exchange.whenRefused(refused -> tell(act, refused));
        if (route.isTold()) {
            exchange.beforeSuccess(() -> witness.tell(act));
        }
        try {
            act.<Void, java.io.IOException>call(() -> {
                run(route, exchange);
                return null;
            });
        } catch (ApiException refused) {
            tell(act, refused);
            throw refused;
        }
    }

    private Caller admit(Route route, HelidonExchange exchange, String id) {
        try {
            return doorkeeper.admit(exchange, route.permission());
        } catch (ApiException refused) {
            tell(act(route, Act.By.NOBODY, exchange, id), refused);
            throw refused;
        }
    }

    private static Act act(Route route, Act.By by, HelidonExchange exchange, String id) {
        return new Act(
                route.method() + " " + route.path(),
                by,
                exchange.remoteAddress(),
                id,
                route.audited() == Audited.OFTEN);
    }

    /// Keeps that somebody tried what they may not do. It is refused even if that cannot be kept.
    private void tell(Act act, ApiException refusal) {
        if (refusal.code() != ErrorCode.UNAUTHENTICATED && refusal.code() != ErrorCode.PERMISSION_DENIED) {
            return;
        }
        try {
            Act refused = act.refused(refusal.code().name(), refusal.by());
            refusal.told().forEach((field, value) -> refused.about(field, List.of(value)));
            witness.tell(refused);
        } catch (RuntimeException failure) {
            LOG.error("id={} was refused, which the audit log could not be told", act.requestId(), failure);
        }
    }

    /// What is told of a request's query: of one that is told of once a minute nothing, since it would be another one
    /// with each value.
    private static Map<String, List<String>> queries(Route route, HelidonExchange exchange) {
        return route.audited() == Audited.OFTEN ? Map.of() : exchange.queries();
    }

    private void run(Route route, HelidonExchange exchange) throws java.io.IOException {
        switch (route.endpoint()) {
            case Endpoint.Raw raw -> {
                Act.current()
                        .ifPresent(act -> act.tellsOf(
                                told -> ToldFields.tell(told, exchange.pathParameters(), queries(route, exchange))));
                raw.stream().handle(exchange);
            }
            case Endpoint.Rpc<?> rpc -> answer(route, rpc, exchange);
            case Endpoint.HotRpc<?> rpc -> answer(route, rpc, exchange);
        }
    }

    private <Q> void answer(Route route, Endpoint.Rpc<Q> rpc, HelidonExchange exchange) {
        if (rpc.keyless() && exchange.header(KeyedCall.HEADER).isPresent()) {
            throw ApiException.invalid(
                    "This endpoint takes no Idempotency-Key, since it works in several steps or its answer is secret: send the request without it.");
        }
        answer(route, rpc.rule(), request(route.method(), rpc, exchange), exchange);
    }

    private <Q> void answer(Route route, Endpoint.HotRpc<Q> rpc, HelidonExchange exchange) {
        requireJson(exchange);
        answer(route, rpc.rule(), rpc.reader().apply(exchange.jsonBody()), exchange);
    }

    private <Q> void answer(Route route, Endpoint.Rule<Q> rule, Q request, HelidonExchange exchange) {
        Act.current().ifPresent(act -> act.tellsOf(told -> ToldFields.tell(told, request)));
        Caller sender = exchange.caller();
        Optional<String> key =
                route.changesSomething() ? KeyedCall.key(exchange.header(KeyedCall.HEADER)) : Optional.empty();
        if (key.isEmpty()) {
            exchange.sendJson(rule.apply(sender, request));
        } else {
            exchange.send(
                    200,
                    JSON,
                    keyedCalls.answer(new KeyedCall(
                            sender, route.path(), key.get(), request, () -> rule.apply(sender, request))));
        }
    }

    private <Q> Q request(Method method, Endpoint.Rpc<Q> rpc, HelidonExchange exchange) {
        @SuppressWarnings("unchecked") // the map is filled with the record of its key
        RequestRecord<Q> record = (RequestRecord<Q>) records.computeIfAbsent(rpc.request(), RequestRecord::new);
        Map<String, String> around = record.around(exchange.pathParameters(), exchange::header);
        if (isByQuery(method, exchange)) {
            return record.fromQuery(exchange.queries(), around);
        }
        if (method == Method.POST || method == Method.PUT) {
            requireJson(exchange);
        }
        return record.fromBody(exchange.jsonBody(), around);
    }

    /// What clients ask for, and what those of the managed platform delete.
    private static boolean isByQuery(Method method, HelidonExchange exchange) {
        boolean hasBody = exchange.contentLength() > 0;
        return (method == Method.GET && (exchange.hasQuery() || !hasBody))
                || (method == Method.DELETE && exchange.hasQuery() && !hasBody);
    }

    private static void requireJson(HelidonExchange exchange) {
        String type = exchange.header("Content-Type")
                .orElseThrow(() -> ApiException.invalid("Bad Request. Content-Type header is missing."));
        int parameters = type.indexOf(';');
        String bare = (parameters < 0 ? type : type.substring(0, parameters)).strip();
        if (!bare.equalsIgnoreCase(JSON)) {
            throw ApiException.invalid("Bad Request. Content-Type must be one of ['application/json'].");
        }
    }

    private static @Nullable Route find(Map<Method, Route> methods, String method) {
        for (Map.Entry<Method, Route> entry : methods.entrySet()) {
            if (entry.getKey().name().equals(method)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private void refuse(HelidonExchange exchange, ApiException refusal) {
        if (exchange.isSent()) {
            exchange.abort();
            return;
        }
        if (refusal.code() == ErrorCode.TEMPORARILY_UNAVAILABLE || refusal.code() == ErrorCode.REQUEST_LIMIT_EXCEEDED) {
            exchange.responseHeader("Retry-After", Integer.toString(refusal.retryAfterSeconds()));
        }
        if (refusal.code() == ErrorCode.UNAUTHENTICATED && !isOfPage(exchange)) {
            exchange.responseHeader("WWW-Authenticate", "Basic realm=\"mlflow\"");
        }
        exchange.refusals().orElse(refusals).send(exchange, refusal);
    }

    /// Answers a refusal in MLflow's words.
    static void refuseInJson(Exchange exchange, ApiException refusal) {
        String message = refusal.getMessage() == null ? "" : refusal.getMessage();
        exchange.send(refusal.code().status(), JSON, Json.write(ErrorBody.of(refusal.code(), message)));
    }

    private static boolean isOfPage(HelidonExchange exchange) {
        return SENT_BY_PAGES.stream().anyMatch(name -> exchange.header(name).isPresent())
                || exchange.header("Accept").filter("text/event-stream"::equals).isPresent();
    }

    private void fail(HelidonExchange exchange, String id, Throwable failure) {
        if (exchange.isClientGone(failure)) {
            LOG.debug("id={} the client went away", id, failure);
            exchange.abort();
            return;
        }
        LOG.error("id={} failed", id, failure);
        refuse(
                exchange,
                new ApiException(
                        ErrorCode.INTERNAL_ERROR,
                        "Internal error; the server's log has the cause under request id " + id + "."));
    }

    private static byte[] page(String title, String text) {
        return "<!doctype html>\n<html lang=en>\n<title>%s</title>\n<h1>%s</h1>\n<p>%s</p>\n"
                .formatted(title, title, text)
                .getBytes(StandardCharsets.UTF_8);
    }
}
