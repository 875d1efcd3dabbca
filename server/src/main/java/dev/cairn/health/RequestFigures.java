package dev.cairn.health;

import dev.cairn.protocol.health.RequestHealth;
import dev.cairn.protocol.health.RouteHealth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Adds up the timers of requests, of which there is one for each route, method and status.
final class RequestFigures {
    private static final int BUSIEST = 10;

    /// Routes that answer as long as somebody listens.
    private static final String STREAMS = "/events";

    private final MeterRegistry meters;

    RequestFigures(MeterRegistry meters) {
        this.meters = meters;
    }

    RequestHealth read() {
        long underWay = underWay(); // first: a request that ends meanwhile is then counted, or told as under way
        Map<String, RouteHealth> routes = new HashMap<>();
        for (Timer timer : meters.find("http.server.requests").timers()) {
            String route = tag(timer, "route");
            if (!route.endsWith(STREAMS)) {
                RouteHealth one = of(timer, route);
                routes.merge(one.method() + " " + route, one, RequestFigures::sum);
            }
        }
        RouteHealth all =
                routes.values().stream().reduce(RequestFigures::sum).orElse(new RouteHealth("", "", 0, 0, 0, 0, 0));
        return new RequestHealth(
                underWay,
                all.answered(),
                all.refused(),
                all.failed(),
                all.millis(),
                routes.values().stream()
                        .sorted(Comparator.comparingDouble(RouteHealth::millis).reversed())
                        .limit(BUSIEST)
                        .toList());
    }

    private static RouteHealth of(Timer timer, String route) {
        long answered = timer.count();
        int status = Integer.parseInt(tag(timer, "status"));
        return new RouteHealth(
                tag(timer, "method"),
                route,
                answered,
                status >= 400 && status < 500 ? answered : 0,
                status >= 500 ? answered : 0,
                timer.totalTime(TimeUnit.MILLISECONDS),
                timer.max(TimeUnit.MILLISECONDS));
    }

    private static RouteHealth sum(RouteHealth a, RouteHealth b) {
        return new RouteHealth(
                a.method(),
                a.route(),
                a.answered() + b.answered(),
                a.refused() + b.refused(),
                a.failed() + b.failed(),
                a.millis() + b.millis(),
                Math.max(a.maxMillis(), b.maxMillis()));
    }

    private long underWay() {
        Gauge gauge = meters.find("http.server.requests.active").gauge();
        return gauge == null ? 0 : (long) gauge.value();
    }

    private static String tag(Timer timer, String name) {
        return Objects.requireNonNullElse(timer.getId().getTag(name), "");
    }
}
