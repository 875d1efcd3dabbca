/// Spans as OpenTelemetry sends them: readers of protobuf and JSON, what the vocabularies of others mean, and the JSON
/// text that a span is kept and answered as.
@NullMarked
package dev.cairn.otlp;

import org.jspecify.annotations.NullMarked;
