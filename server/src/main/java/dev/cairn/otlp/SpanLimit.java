package dev.cairn.otlp;

/// How many spans one request may bring. Used by one thread.
final class SpanLimit {
    private static final int MAX_SPANS = 50_000;

    private int spans;

    void count() {
        spans++;
        if (spans > MAX_SPANS) {
            throw OtlpException.unreadable(
                    "The request has more than %,d spans: send fewer at a time.".formatted(MAX_SPANS));
        }
    }
}
