package dev.cairn.traces;

import dev.cairn.otlp.AnyValue;
import dev.cairn.otlp.Meaning;
import dev.cairn.otlp.Span;
import dev.cairn.otlp.SpanUsage;
import dev.cairn.otlp.UsageTree;

/// A span as it is stored: a row of `spans`, its text, and what it used.
///
/// @param name  a NUL in it is shown as U+FFFD; the content has it as it is
/// @param start nanoseconds since 1970
/// @param end   nanoseconds since 1970, 0 of a span that has not ended
record SpanRow(
        long spanId,
        long parentId,
        String name,
        String type,
        String status,
        long start,
        long end,
        String content,
        SpanUsage usage) {

    /// Of a span whose attributes have been read by [Meaning].
    ///
    /// @param text by which it is shown
    static SpanRow of(Span span, String text) {
        return new SpanRow(
                span.spanId(),
                span.parentId(),
                shown(span.name()),
                span.attributes().get(Meaning.TYPE) instanceof AnyValue.Text(String type)
                        ? shown(type)
                        : Meaning.UNKNOWN,
                span.status().word(),
                span.start(),
                span.end(),
                text,
                SpanUsage.of(span));
    }

    private static String shown(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    UsageTree.Node node() {
        return new UsageTree.Node(spanId, parentId, usage.tokens(), usage.costs());
    }
}
