package dev.cairn.otlp;

import java.util.List;
import java.util.Map;

/// The spans of one sender.
///
/// @param resource what the sender says of itself
public record ResourceSpans(Map<String, AnyValue> resource, List<Span> spans) {}
