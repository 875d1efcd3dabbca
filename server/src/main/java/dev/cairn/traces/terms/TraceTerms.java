package dev.cairn.traces.terms;

import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;

/// What a trace can be found by, as 64-bit hashes: the rows of `trace_terms`. Equal texts have equal hashes in every
/// version and on every machine; different texts may have the same one, so what a term leads to is always looked at.
///
/// Most keys have a term, and with each value that is not long one more, so that what is rare leads to little.
///
/// A term is the FNV-1a hash, over the UTF-16 units of its texts, of: the code of its kind, the length of its key, its
/// key, and its value if it has one. The bits are mixed at the end as MurmurHash3 does.
public enum TraceTerms {
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
    ISSUE(9),
    /// The key is the experiment's number.
    EXPERIMENT(10),
    /// The key is the state that the trace has or had.
    STATE(11);

    /// UTF-16 units of the longest value that has a term of its own; longer ones are found by their key.
    public static final int MAX_VALUE = 250;

    /// The client's own keys are on every trace, so that having one says nothing; their values may be rare.
    private static final String OF_THE_CLIENT = "mlflow.";

    /// Those of them whose values nobody looks for, or whose values stand in columns.
    private static final Set<String> WITHOUT_TERMS = Set.of(
            "mlflow.artifactLocation",
            "mlflow.chat.messages",
            "mlflow.chat.tokenUsage",
            "mlflow.chat.tools",
            "mlflow.linkedPrompts",
            "mlflow.llm.cost",
            "mlflow.spanInputs",
            "mlflow.spanOutputs",
            "mlflow.spanType",
            "mlflow.trace.cost",
            "mlflow.trace.infoFinalized",
            "mlflow.trace.session",
            "mlflow.trace.sizeBytes",
            "mlflow.trace.sizeStats",
            "mlflow.trace.spansLocation",
            "mlflow.trace.tokenUsage",
            "mlflow.traceInputs",
            "mlflow.traceOutputs",
            "mlflow.traceRequestId");

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final int code;

    TraceTerms(int code) {
        this.code = code;
    }

    /// The term of whatever has this key, if it has one.
    public OptionalLong of(String key) {
        return key.startsWith(OF_THE_CLIENT) ? OptionalLong.empty() : OptionalLong.of(mixed(start(key)));
    }

    /// The narrowest term of whatever has this value under this key, if it has one.
    public OptionalLong of(String key, String value) {
        if (WITHOUT_TERMS.contains(key)) {
            return OptionalLong.empty();
        }
        return value.length() > MAX_VALUE ? of(key) : OptionalLong.of(mixed(continued(start(key) * FNV_PRIME, value)));
    }

    /// All terms of having this value under this key.
    public void each(String key, String value, LongConsumer terms) {
        of(key).ifPresent(terms);
        of(key, value).ifPresent(terms);
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
