package dev.cairn.traces;

import java.util.function.LongConsumer;

/// What a trace can be found by, as 64-bit hashes: the rows of `trace_terms`. Equal texts have equal hashes in every
/// version and on every machine; different texts may have the same one, so what a term leads to is always looked at.
///
/// A term is the FNV-1a hash, over the UTF-16 units of its texts, of: the code of its kind, the length of its key, its
/// key, and its value if it has one. The bits are mixed at the end as MurmurHash3 does.
enum TraceTerms {
    TAG(1),
    METADATA(2),
    /// The name of a span is its term's key, as for the next two.
    SPAN_NAME(3),
    SPAN_TYPE(4),
    SPAN_STATUS(5),
    /// The value is the text that a client set, without quotes; JSON where it is no text.
    SPAN_ATTRIBUTE(6),
    /// The value is the text of the feedback, without quotes; JSON where it is no text.
    FEEDBACK(7),
    EXPECTATION(8),
    /// The key is the issue's id.
    ISSUE(9);

    /// UTF-16 units of the longest value that has a term of its own; longer ones are found by their key.
    static final int MAX_VALUE = 250;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final int code;

    TraceTerms(int code) {
        this.code = code;
    }

    /// The term of having this key, whatever its value.
    long of(String key) {
        return mixed(start(key));
    }

    /// The term of having this value under this key; only of a value that [fits][#fits].
    long of(String key, String value) {
        return mixed(continued(start(key) * FNV_PRIME, value));
    }

    static boolean fits(String value) {
        return value.length() <= MAX_VALUE;
    }

    /// All terms of having this value under this key.
    void each(String key, String value, LongConsumer terms) {
        terms.accept(of(key));
        if (fits(value)) {
            terms.accept(of(key, value));
        }
    }

    private long start(String key) {
        long hash = (FNV_OFFSET ^ code) * FNV_PRIME;
        return continued((hash ^ key.length()) * FNV_PRIME, key);
    }

    private static long continued(long hash, String text) {
        long next = hash;
        for (int i = 0; i < text.length(); i++) {
            next = (next ^ text.charAt(i)) * FNV_PRIME;
        }
        return next;
    }

    private static long mixed(long hash) {
        long next = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        next = (next ^ (next >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return next ^ (next >>> 33);
    }
}
