package dev.cairn.otlp;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A span while it is read, from whichever encoding.
final class SpanBuilder {
    static final int TRACE_ID = 16;
    static final int SPAN_ID = 8;

    /// The largest of the counts that OpenTelemetry has, each of 32 bits.
    static final long MAX_COUNT = 0xffffffffL;

    String traceId = "";
    long spanId;
    long parentId;
    String traceState = "";
    String name = "";
    int kind;
    long start;
    long end;
    final Map<String, AnyValue> attributes = new LinkedHashMap<>();
    final List<Span.Event> events = new ArrayList<>();
    final List<Span.Link> links = new ArrayList<>();
    long droppedAttributes;
    long droppedEvents;
    long droppedLinks;

    /// Links that cannot be kept, which count as dropped.
    int oddLinks;

    Span.Status status = Span.Status.UNSET;
    long flags;

    Span span() {
        if (traceId.isEmpty()) {
            throw OtlpException.impossible("A span has no trace_id, or one of zeros alone.");
        }
        if (spanId == 0) {
            throw OtlpException.impossible("The span '%s' has no span_id, or one of zeros alone.".formatted(name));
        }
        if (start < 0 || end < 0) {
            throw OtlpException.impossible("The times of the span '%s' are beyond the year 2262.".formatted(name));
        }
        long lostLinks = Math.min(droppedLinks + oddLinks, MAX_COUNT);
        return new Span(
                traceId,
                spanId,
                parentId,
                traceState,
                name,
                kind,
                start,
                end,
                attributes,
                events,
                links,
                droppedAttributes + droppedEvents + lostLinks == 0
                        ? Span.Dropped.NONE
                        : new Span.Dropped(droppedAttributes, droppedEvents, lostLinks),
                status,
                flags);
    }

    /// Whether a link may have these ids: some programs send wider ones, and such a link names no span.
    static boolean areIds(byte[] traceId, byte[] spanId) {
        return (traceId.length == TRACE_ID || traceId.length == 0) && (spanId.length == SPAN_ID || spanId.length == 0);
    }

    /// The digits of a trace's id; none of an id that is empty or zeros alone.
    static String traceId(byte[] bytes, int from, int length) {
        if (length != TRACE_ID && length != 0) {
            throw OtlpException.impossible("A trace_id has %d bytes; it must have 16.".formatted(length));
        }
        boolean zero = true;
        for (int i = from; i < from + length; i++) {
            zero &= bytes[i] == 0;
        }
        return zero ? "" : HexFormat.of().formatHex(bytes, from, from + length);
    }

    /// The number that a span's id is; 0 of an empty one.
    static long spanId(byte[] bytes, int from, int length) {
        if (length != SPAN_ID && length != 0) {
            throw OtlpException.impossible("A span_id has %d bytes; it must have 8.".formatted(length));
        }
        long id = 0;
        for (int i = from; i < from + length; i++) {
            id = (id << 8) | (bytes[i] & 0xff);
        }
        return id;
    }
}
