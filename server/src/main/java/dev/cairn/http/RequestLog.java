package dev.cairn.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One log line and one timer sample a request. Never a query, a body or a header: they may hold secrets.
final class RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.cairn.access");

    /// Any other is a client's invention, of which there is no end.
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry meters;
    private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();
    private final LongAdder underWay = new LongAdder();

    RequestLog(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("http.server.requests.active", underWay, LongAdder::sum)
                .description("Requests that are being answered")
                .register(meters);
    }

    void begins() {
        underWay.increment();
    }

    /// @param sent  the method as the client sent it
    /// @param route a path in the table of routes, never one that a client sent
    void record(String id, String sent, String route, int status, long nanos) {
        String method = METHODS.contains(sent) ? sent : "other";
        timers.computeIfAbsent(new Key(method, route, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
        if (LOG.isInfoEnabled()) {
            LOG.info("id={} method={} route={} status={} us={}", id, method, route, status, nanos / 1000);
        }
        underWay.decrement(); // last: who sees that none is under way sees all counted
    }

    private Timer timer(Key key) {
        return Timer.builder("http.server.requests")
                .description("Requests by route and status")
                .tag("method", key.method())
                .tag("route", key.route())
                .tag("status", Integer.toString(key.status()))
                .register(meters);
    }

    private record Key(String method, String route, int status) {}
}
