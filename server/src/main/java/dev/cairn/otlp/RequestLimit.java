package dev.cairn.otlp;

/// How much one request may bring, whatever few bytes it is written in. Used by one thread.
final class RequestLimit {
    private static final int MAX_SPANS = 50_000;

    /// Of all that has a message of its own: senders, scopes, spans, events, links, attributes, values in lists.
    private static final int MAX_PARTS = 1_000_000;

    /// About what a part takes in memory, and how many are paid for at a time.
    private static final long PART_BYTES = 256;

    private static final int STEP = 4_096;

    private final IngestMemory.Share memory;
    private int spans;
    private long parts;
    private long paid;

    RequestLimit(IngestMemory.Share memory) {
        this.memory = memory;
    }

    void countSpan() {
        spans++;
        if (spans > MAX_SPANS) {
            throw OtlpException.unreadable(
                    "The request has more than %,d spans: send fewer at a time.".formatted(MAX_SPANS));
        }
        countPart();
    }

    void countPart() {
        countParts(1);
    }

    void countParts(long more) {
        parts += more;
        if (parts > MAX_PARTS) {
            throw OtlpException.unreadable(
                    "The request has more than %,d attributes, events and other parts: send fewer spans at a time."
                            .formatted(MAX_PARTS));
        }
        if (parts - paid >= STEP) {
            memory.take((parts - paid) * PART_BYTES);
            paid = parts;
        }
    }
}
