package dev.cairn.hosting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.Exchange;
import dev.cairn.http.Exposition;
import dev.cairn.protocol.serving.GetServingMetricsHistory.Moment;
import dev.cairn.scoring.invocation.Servable;
import dev.cairn.scoring.invocation.Servable.Usage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// The figures of an endpoint, or of a server of one model, in a text that Prometheus reads, under the managed
/// platform's names where it has them.
public final class MetricsText {
    private static final double WHOLE = 100;
    private static final int OK = 200;
    private static final String TOTAL = "_total";

    /// An entity of the endpoint.
    ///
    /// @param version that answers now; empty where there is none to tell from others
    /// @param counted of that and of those before it
    /// @param isHere  whether this server itself scores it
    /// @param usage   of its processes, where it has some and that is known
    public record Entity(
            String name,
            String version,
            int concurrency,
            List<VersionFigures.Counted> counted,
            boolean isHere,
            Optional<Usage> usage) {
        public Entity {
            counted = List.copyOf(counted);
        }

        /// One that a model answers for.
        public static Entity of(Servable model, String name, int concurrency, Figures figures) {
            return new Entity(
                    name,
                    "",
                    concurrency,
                    List.of(new VersionFigures.Counted("", figures)),
                    model.computesHere(),
                    model.usage());
        }

        /// One that a version of a model answers for now.
        static Entity of(Servable model, String name, String version, int concurrency, VersionFigures figures) {
            return new Entity(name, version, concurrency, figures.all(), model.computesHere(), model.usage());
        }

        /// What all its versions have counted, and it takes, at a time in milliseconds since 1970.
        public Moment moment(long now, ServerLoad server) {
            long[] latency = new long[Histogram.ends().size() + 1];
            for (VersionFigures.Counted each : counted) {
                long[] upTo = each.figures().latency.told().upTo();
                Arrays.setAll(latency, step -> latency[step] + upTo[step]);
            }
            return new Moment(
                    now,
                    latency[latency.length - 1],
                    sum(Figures::refused),
                    sum(Figures::failed),
                    cpu(server).orElse(null),
                    memory(server).orElse(null),
                    Arrays.stream(latency).boxed().toList());
        }

        private long sum(ToLongFunction<Figures> which) {
            return counted.stream()
                    .mapToLong(each -> which.applyAsLong(each.figures()))
                    .sum();
        }

        private Optional<Double> cpu(ServerLoad server) {
            return percentage(server.cpu(), Usage::cpu);
        }

        private Optional<Double> memory(ServerLoad server) {
            return percentage(server.memory(), Usage::memory);
        }

        /// Of its processes or, where this server scores it, of the server; what is elsewhere is not known.
        private Optional<Double> percentage(double ofServer, ToDoubleFunction<Usage> ofProcesses) {
            return usage.map(ofProcesses::applyAsDouble)
                    .or(() -> Optional.of(ofServer).filter(_ -> isHere))
                    .map(part -> part * WHOLE);
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final Exposition form;
    private final String endpoint;
    private final List<Entity> entities;

    private MetricsText(Exposition form, String endpoint, List<Entity> entities) {
        this.form = form;
        this.endpoint = endpoint;
        this.entities = entities;
    }

    /// Sends them in the text that the sender likes best.
    public static void send(Exchange exchange, String endpoint, List<Entity> entities) {
        Exposition form = Exposition.of(exchange);
        exchange.send(OK, form.type(), of(form, endpoint, entities).getBytes(UTF_8));
    }

    static String of(Exposition form, String endpoint, List<Entity> entities) {
        MetricsText metrics = new MetricsText(form, endpoint, entities);
        metrics.all();
        return metrics.text.toString();
    }

    private void all() {
        ServerLoad server = ServerLoad.now();
        share(
                "cpu_usage_percentage",
                "Processor time of the entity's processes, or else of the server",
                entity -> entity.cpu(server));
        share(
                "mem_usage_percentage",
                "Memory of the entity's processes, or else heap of the server",
                entity -> entity.memory(server));
        gauge(
                "cairn_processes",
                "Processes that hold the entity",
                entity -> entity.usage().map(Usage::processes).orElse(0));
        ofProcesses("cairn_cpu_seconds_total", "counter", "Processor time of the entity's processes", Usage::seconds);
        ofProcesses("cairn_memory_bytes", "gauge", "Memory of the entity's processes", Usage::bytes);
        gauge(
                "provisioned_concurrent_requests_total",
                "Requests that the entity works on at a time",
                Entity::concurrency);
        each(
                "request_count_total",
                "counter",
                "Requests that were answered",
                figures -> figures.latency.told().count());
        each("request_4xx_count_total", "counter", "Requests that were refused", Figures::refused);
        each("request_5xx_count_total", "counter", "Requests that failed", Figures::failed);
        each(
                "cairn_requests_rejected_total",
                "counter",
                "Requests for which there was no room, of those that were refused",
                Figures::rejected);
        each("cairn_requests_in_flight", "gauge", "Requests that are being answered", Figures::inFlight);
        each("cairn_requests_waiting", "gauge", "Requests that are not with the model", Figures::waiting);
        histogram("request_latency_ms", "Time of requests in the server", figures -> figures.latency);
        histogram("model_queue_time_ms", "Of which they waited for the model", figures -> figures.queue);
        histogram("model_prediction_latency_ms", "Of which the model took", figures -> figures.model);
        histogram("cairn_overhead_ms", "Of which all else took", figures -> figures.overhead);
        histogram(
                "cairn_first_part_latency_ms",
                "Time until the first part of answers that come in parts",
                figures -> figures.firstPart);
        if (form == Exposition.OPENMETRICS) {
            text.append("# EOF\n");
        }
    }

    /// In OpenMetrics a counter has the name of its samples without their ending.
    private void head(String name, String type, String help) {
        boolean isShort = form == Exposition.OPENMETRICS && type.equals("counter") && name.endsWith(TOTAL);
        String family = isShort ? name.substring(0, name.length() - TOTAL.length()) : name;
        text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(family, help, family, type));
    }

    private void gauge(String name, String help, ToDoubleFunction<Entity> value) {
        head(name, "gauge", help);
        entities.forEach(entity -> sample(name, labels(entity), value.applyAsDouble(entity)));
    }

    private void each(String name, String type, String help, ToDoubleFunction<Figures> value) {
        head(name, type, help);
        entities.forEach(entity -> entity.counted()
                .forEach(each -> sample(name, labels(entity, each.version()), value.applyAsDouble(each.figures()))));
    }

    private void share(String name, String help, Function<Entity, Optional<Double>> percentage) {
        head(name, "gauge", help);
        entities.forEach(entity -> percentage.apply(entity).ifPresent(value -> sample(name, labels(entity), value)));
    }

    private void ofProcesses(String name, String type, String help, ToDoubleFunction<Usage> value) {
        head(name, type, help);
        entities.forEach(
                entity -> entity.usage().ifPresent(usage -> sample(name, labels(entity), value.applyAsDouble(usage))));
    }

    private void histogram(String name, String help, Function<Figures, Histogram> which) {
        head(name, "histogram", help);
        entities.forEach(entity -> entity.counted()
                .forEach(each -> histogram(
                        name,
                        labels(entity, each.version()),
                        which.apply(each.figures()).told())));
    }

    private void histogram(String name, String labels, Histogram.Told told) {
        for (int step = 0; step < told.upTo().length; step++) {
            double reach = told.end(step);
            String end = Double.isInfinite(reach) ? "+Inf" : end(reach);
            sample(name + "_bucket", "%s,le=\"%s\"".formatted(labels, end), (double) told.upTo()[step]);
        }
        sample(name + "_sum", labels, told.millis());
        sample(name + "_count", labels, (double) told.count());
    }

    /// OpenMetrics wants a point in each.
    private String end(double reach) {
        boolean isWhole = reach == Math.rint(reach);
        return isWhole && form != Exposition.OPENMETRICS ? number(reach) : Double.toString(reach);
    }

    private String labels(Entity entity) {
        return labels(entity, entity.version());
    }

    private String labels(Entity entity, String version) {
        String labels =
                "endpoint_name=\"%s\",served_model_name=\"%s\"".formatted(quoted(endpoint), quoted(entity.name()));
        return version.isEmpty() ? labels : "%s,served_model_version=\"%s\"".formatted(labels, quoted(version));
    }

    /// Names of endpoints have nothing that has to be written in another way, those of models may.
    private static String quoted(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private void sample(String name, String labels, double value) {
        text.append(name)
                .append('{')
                .append(labels)
                .append("} ")
                .append(number(value))
                .append('\n');
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.6f", value);
    }
}
