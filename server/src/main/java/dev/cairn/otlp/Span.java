package dev.cairn.otlp;

import java.util.List;
import java.util.Map;

/// A span as it was sent. Times are nanoseconds since 1970; an end of 0 is a span that has not ended.
///
/// @param traceId  32 hexadecimal digits
/// @param parentId 0 for a root
/// @param kind     the number of OpenTelemetry's `SpanKind`
public record Span(
        String traceId,
        long spanId,
        long parentId,
        String traceState,
        String name,
        int kind,
        long start,
        long end,
        Map<String, AnyValue> attributes,
        List<Event> events,
        List<Link> links,
        Dropped dropped,
        Status status,
        long flags) {

    /// The same span with other attributes.
    public Span with(Map<String, AnyValue> others) {
        return new Span(
                traceId,
                spanId,
                parentId,
                traceState,
                name,
                kind,
                start,
                end,
                others,
                events,
                links,
                dropped,
                status,
                flags);
    }

    /// Whether no other span called this one.
    public boolean isRoot() {
        return parentId == 0;
    }

    /// Something that happened at one moment.
    public record Event(long time, String name, Map<String, AnyValue> attributes, long droppedAttributes) {}

    /// Another span that has to do with this one.
    public record Link(
            String traceId,
            long spanId,
            String traceState,
            Map<String, AnyValue> attributes,
            long droppedAttributes,
            long flags) {}

    /// How many of its parts the sender left out.
    public record Dropped(long attributes, long events, long links) {
        static final Dropped NONE = new Dropped(0, 0, 0);
    }

    /// How it ended: the number of OpenTelemetry's `StatusCode`.
    public record Status(int code, String message) {
        static final Status UNSET = new Status(0, "");

        /// As MLflow calls it.
        public String word() {
            return switch (code) {
                case 1 -> "OK";
                case 2 -> "ERROR";
                default -> "UNSET";
            };
        }
    }
}
