package dev.cairn.traces;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.otlp.SpanAttributes;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.traces.terms.TraceKeys;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Traces with their spans, which are sent as they are stored, some at a time: no answer is ever held whole, and no
/// slow reader holds the database.
final class SpanReads {
    private static final int PLACES = 5_000;
    private static final long CHARACTERS = 2_000_000;
    private static final int BUFFER = 64 * 1024;

    /// How often a trace whose spans have not all come in is looked at again, and after how many milliseconds.
    private static final long[] PATIENCE_MILLIS = {1_000, 2_000};

    private final Database database;

    SpanReads(Database database) {
        this.database = database;
    }

    /// `GET traces/get`.
    void get(Exchange exchange) throws IOException {
        String traceId = required(exchange, "trace_id", "traceId");
        boolean partial = query(exchange, "allow_partial", "allowPartial").equalsIgnoreCase("true");
        Found trace = partial ? find(exchange.caller(), traceId) : complete(exchange.caller(), traceId);
        requireSpans(trace.info);
        SpanPlace after = SpanPlace.after(query(exchange, "page_token", "pageToken"));
        long most = most(query(exchange, "max_spans", "maxSpans"));
        try (OutputStream out = json(exchange)) {
            print(out, "{\"trace\":");
            SpanPlace next = write(out, trace, after, most);
            print(out, next == null ? "}" : ",\"next_page_token\":\"" + next.token() + "\"}");
        }
    }

    /// `GET traces/batchGet`: those of the traces that are there, with all of their spans.
    void batch(Exchange exchange) throws IOException {
        List<String> asked = queries(exchange, "trace_ids", "traceIds");
        if (asked.isEmpty()) {
            throw ApiException.invalid("Missing value for required parameter 'trace_ids'.");
        }
        List<String> experiments = queries(exchange, "experiment_ids", "experimentIds");
        List<Found> traces = database.read(tx -> {
            TraceStore store = new TraceStore(tx, exchange.caller());
            List<ShownTrace> found = TraceReads.in(experiments, store.byTraceIds(TraceReads.checked(asked)));
            List<TraceInfo> infos = store.whole(found);
            Map<Long, Long> counts = new SpanStore(tx)
                    .counts(found.stream().mapToLong(ShownTrace::id).toArray());
            return IntStream.range(0, found.size())
                    .mapToObj(i -> new Found(found.get(i).id(), infos.get(i)))
                    .filter(trace ->
                            counts.getOrDefault(trace.number, 0L) >= TraceSize.spans(trace.info.traceMetadata()))
                    .toList();
        });
        traces.forEach(trace -> requireSpans(trace.info));
        try (OutputStream out = json(exchange)) {
            print(out, traces.isEmpty() ? "{" : "{\"traces\":[");
            for (int i = 0; i < traces.size(); i++) {
                print(out, i == 0 ? "" : ",");
                write(out, traces.get(i), SpanPlace.BEFORE_ALL, Long.MAX_VALUE);
            }
            print(out, traces.isEmpty() ? "}" : "]}");
        }
    }

    /// `GET get-trace-artifact` of a trace whose spans are here: each with its attributes as texts that are JSON.
    boolean sendArtifact(Exchange exchange, String traceId) throws IOException {
        Found trace = find(exchange.caller(), traceId);
        if (!hasSpans(trace.info)) {
            return false;
        }
        exchange.responseHeader("Content-Disposition", "attachment; filename=traces.json");
        try (OutputStream out = json(exchange)) {
            print(out, "{\"spans\":[");
            writeSpans(out, trace.number, SpanPlace.BEFORE_ALL, Long.MAX_VALUE, SpanAttributes::asTexts);
            print(out, "]}");
        }
        return true;
    }

    private static OutputStream json(Exchange exchange) {
        exchange.responseHeader("Content-Type", "application/json");
        return new BufferedOutputStream(exchange.stream(200, -1), BUFFER);
    }

    /// Writes a trace, and returns the last of its spans if there are more behind it.
    private @Nullable SpanPlace write(OutputStream out, Found trace, SpanPlace after, long most) throws IOException {
        print(out, "{\"trace_info\":");
        out.write(Json.write(trace.info));
        print(out, ",\"spans\":[");
        SpanPlace next = writeSpans(out, trace.number, after, most, UnaryOperator.identity());
        print(out, "]}");
        return next;
    }

    private @Nullable SpanPlace writeSpans(
            OutputStream out, long trace, SpanPlace after, long most, UnaryOperator<String> form) throws IOException {
        SpanPlace last = after;
        long left = most;
        String comma = "";
        while (true) {
            SpanPlace behind = last;
            int wanted = (int) Math.min(PLACES, left);
            List<SpanPlace> places = database.read(tx -> new SpanStore(tx).places(trace, behind, wanted + 1));
            boolean more = places.size() > wanted;
            List<SpanPlace> page = more ? places.subList(0, wanted) : places;
            for (int from = 0; from < page.size(); ) {
                List<SpanPlace> some = next(page, from);
                for (String content : database.read(tx -> new SpanStore(tx).contents(trace, some))) {
                    print(out, comma);
                    print(out, form.apply(content));
                    comma = ",";
                }
                from += some.size();
                last = some.getLast();
            }
            left -= page.size();
            if (!more) {
                return null;
            }
            if (left == 0) {
                return last;
            }
        }
    }

    /// As many spans as are read at once: one at least, and no more than memory should hold.
    private static List<SpanPlace> next(List<SpanPlace> places, int from) {
        int to = from;
        long characters = 0;
        do {
            characters += places.get(to).length();
            to++;
        } while (to < places.size() && characters + places.get(to).length() <= CHARACTERS);
        return places.subList(from, to);
    }

    private Found find(Caller caller, String traceId) {
        return database.read(tx -> {
            TraceStore store = new TraceStore(tx, caller);
            ShownTrace trace = store.get(traceId);
            return new Found(trace.id(), store.whole(List.of(trace)).getFirst());
        });
    }

    /// A trace of which as many spans came in as its client says that it has; exporters send them in pieces.
    private Found complete(Caller caller, String traceId) {
        for (int attempt = 0; ; attempt++) {
            Found trace = find(caller, traceId);
            long expected = TraceSize.spans(trace.info.traceMetadata());
            if (expected == 0 || database.read(tx -> new SpanStore(tx).count(trace.number)) >= expected) {
                return trace;
            }
            if (attempt == PATIENCE_MILLIS.length) {
                throw ApiException.missing(
                        "Trace with ID %s is not fully exported yet, please try again later.".formatted(traceId));
            }
            pause(PATIENCE_MILLIS[attempt]);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
    }

    private static boolean hasSpans(TraceInfo info) {
        return TraceKeys.TRACKING_STORE.equals(info.tags().get(TraceKeys.SPANS_LOCATION));
    }

    private static void requireSpans(TraceInfo info) {
        if (!hasSpans(info)) {
            throw ApiException.missing("Trace data not stored in tracking store");
        }
    }

    private static long most(String text) {
        if (text.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            long most = Long.parseLong(text);
            if (most > 0 && most < Integer.MAX_VALUE) {
                return most;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw ApiException.invalidValue("max_spans", text, "It must be a whole number from 1.");
    }

    private static String required(Exchange exchange, String snake, String camel) {
        String value = query(exchange, snake, camel);
        if (value.isEmpty()) {
            throw ApiException.invalid("Missing value for required parameter '%s'.".formatted(snake));
        }
        return value;
    }

    private static String query(Exchange exchange, String snake, String camel) {
        return exchange.query(snake).or(() -> exchange.query(camel)).orElse("");
    }

    private static List<String> queries(Exchange exchange, String snake, String camel) {
        List<String> values = exchange.queryAll(snake);
        return values.isEmpty() ? exchange.queryAll(camel) : values;
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    /// A trace and its row.
    private record Found(long number, TraceInfo info) {}
}
