package dev.cairn.otlp;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads an `ExportTraceServiceRequest` in protobuf's encoding. The numbers are those of OpenTelemetry's messages.
final class ProtobufReader {
    /// Messages within each other, as protobuf's own readers allow.
    private static final int MAX_DEPTH = 100;

    private final RequestLimit limit;

    private ProtobufReader(RequestLimit limit) {
        this.limit = limit;
    }

    static List<ResourceSpans> read(byte[] body, RequestLimit limit) {
        try {
            return new ProtobufReader(limit).request(new Wire(body));
        } catch (Wire.NotText wrong) { // in what describes the sender
            throw wrong.in(" of a resource");
        }
    }

    private List<ResourceSpans> request(Wire wire) {
        List<ResourceSpans> all = new ArrayList<>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == 1) {
                all.add(resourceSpans(wire.message(MAX_DEPTH)));
            } else {
                wire.skip();
            }
        }
        return all;
    }

    private ResourceSpans resourceSpans(Wire wire) {
        limit.countPart();
        Map<String, AnyValue> resource = new LinkedHashMap<>();
        List<Span> spans = new ArrayList<>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> attributes(wire.message(MAX_DEPTH), resource);
                case 2 -> scopeSpans(wire.message(MAX_DEPTH), spans);
                default -> wire.skip();
            }
        }
        return new ResourceSpans(resource, spans);
    }

    private void attributes(Wire resource, Map<String, AnyValue> into) {
        for (int field = resource.next(); field != 0; field = resource.next()) {
            if (field == 1) {
                attribute(resource.message(MAX_DEPTH), into);
            } else {
                resource.skip();
            }
        }
    }

    private void scopeSpans(Wire wire, List<Span> spans) {
        limit.countPart();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == 2) {
                limit.countSpan();
                spans.add(span(wire.message(MAX_DEPTH)));
            } else {
                wire.skip();
            }
        }
    }

    private Span span(Wire wire) {
        SpanBuilder span = new SpanBuilder();
        try {
            fill(span, wire);
        } catch (Wire.NotText wrong) {
            throw wrong.in(" of span " + HexFormat.of().toHexDigits(span.spanId));
        }
        return span.span();
    }

    private void fill(SpanBuilder span, Wire wire) {
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> span.traceId = wire.traceId();
                case 2 -> span.spanId = wire.spanId();
                case 3 -> span.traceState = wire.text("trace_state");
                case 4 -> span.parentId = wire.spanId();
                case 5 -> span.name = wire.text("name");
                case 6 -> span.kind = (int) wire.number();
                case 7 -> span.start = wire.fixed64();
                case 8 -> span.end = wire.fixed64();
                case 9 -> attribute(wire.message(MAX_DEPTH), span.attributes);
                case 10 -> span.droppedAttributes = wire.number() & 0xffffffffL;
                case 11 -> span.events.add(event(wire.message(MAX_DEPTH)));
                case 12 -> span.droppedEvents = wire.number() & 0xffffffffL;
                case 13 -> link(wire.message(MAX_DEPTH), span);
                case 14 -> span.droppedLinks = wire.number() & 0xffffffffL;
                case 15 -> span.status = status(wire.message(MAX_DEPTH));
                case 16 -> span.flags = wire.fixed32();
                default -> wire.skip();
            }
        }
    }

    private Span.Event event(Wire wire) {
        limit.countPart();
        long time = 0;
        String name = "";
        Map<String, AnyValue> attributes = new LinkedHashMap<>();
        long dropped = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> time = wire.fixed64();
                case 2 -> name = wire.text("name of an event");
                case 3 -> attribute(wire.message(MAX_DEPTH), attributes);
                case 4 -> dropped = wire.number() & 0xffffffffL;
                default -> wire.skip();
            }
        }
        return new Span.Event(time, name, attributes, dropped);
    }

    private void link(Wire wire, SpanBuilder span) {
        limit.countPart();
        byte[] traceId = {};
        byte[] spanId = {};
        String traceState = "";
        Map<String, AnyValue> attributes = new LinkedHashMap<>();
        long dropped = 0;
        long flags = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> traceId = wire.bytes();
                case 2 -> spanId = wire.bytes();
                case 3 -> traceState = wire.text("trace_state of a link");
                case 4 -> attribute(wire.message(MAX_DEPTH), attributes);
                case 5 -> dropped = wire.number() & 0xffffffffL;
                case 6 -> flags = wire.fixed32();
                default -> wire.skip();
            }
        }
        if (SpanBuilder.areIds(traceId, spanId)) {
            span.links.add(new Span.Link(
                    SpanBuilder.traceId(traceId, 0, traceId.length),
                    SpanBuilder.spanId(spanId, 0, spanId.length),
                    traceState,
                    attributes,
                    dropped,
                    flags));
        } else {
            span.oddLinks++;
        }
    }

    private static Span.Status status(Wire wire) {
        String message = "";
        int code = 0;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 2 -> message = wire.text("message of the status");
                case 3 -> code = (int) wire.number();
                default -> wire.skip();
            }
        }
        return new Span.Status(code, message);
    }

    private void attribute(Wire wire, Map<String, AnyValue> into) {
        limit.countPart();
        String key = "";
        AnyValue value = AnyValue.Unset.UNSET;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> key = wire.text("key of an attribute");
                case 2 -> value = value(wire.message(MAX_DEPTH));
                default -> wire.skip();
            }
        }
        into.put(key, value);
    }

    private AnyValue value(Wire wire) {
        AnyValue value = AnyValue.Unset.UNSET;
        for (int field = wire.next(); field != 0; field = wire.next()) {
            switch (field) {
                case 1 -> value = new AnyValue.Text(wire.text("value of an attribute"));
                case 2 -> value = new AnyValue.Bool(wire.number() != 0);
                case 3 -> value = new AnyValue.Int(wire.number());
                case 4 -> value = new AnyValue.Real(Double.longBitsToDouble(wire.fixed64()));
                case 5 -> value = list(wire.message(MAX_DEPTH));
                case 6 -> {
                    Map<String, AnyValue> values = new LinkedHashMap<>();
                    attributes(wire.message(MAX_DEPTH), values);
                    value = new AnyValue.Mapped(values);
                }
                case 7 -> value = new AnyValue.Bytes(wire.bytes());
                default -> wire.skip();
            }
        }
        return value;
    }

    private AnyValue list(Wire wire) {
        List<AnyValue> values = new ArrayList<>();
        for (int field = wire.next(); field != 0; field = wire.next()) {
            if (field == 1) {
                limit.countPart();
                values.add(value(wire.message(MAX_DEPTH)));
            } else {
                wire.skip();
            }
        }
        return new AnyValue.Listed(values);
    }
}
