package dev.cairn.otlp;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many tokens models took in and gave out, as far as it is known.
public record TokenCounts(
        @Nullable Long input,
        @Nullable Long output,
        @Nullable Long total,
        @Nullable Long cacheRead,
        @Nullable Long cacheCreation) {
    public static final TokenCounts NONE = new TokenCounts(null, null, null, null, null);

    private static final String INPUT = "input_tokens";
    private static final String OUTPUT = "output_tokens";
    private static final String TOTAL = "total_tokens";
    private static final String CACHE_READ = "cache_read_input_tokens";
    private static final String CACHE_CREATION = "cache_creation_input_tokens";

    /// The counts of a JSON object such as `{"input_tokens": 10}`; none of anything else.
    public static TokenCounts of(@Nullable String json) {
        return json == null ? NONE : of(Values.decoded(new AnyValue.Text(json)));
    }

    static TokenCounts of(AnyValue usage) {
        if (!(usage instanceof AnyValue.Mapped(Map<String, AnyValue> counts))) {
            return NONE;
        }
        return new TokenCounts(
                count(counts.get(INPUT)),
                count(counts.get(OUTPUT)),
                count(counts.get(TOTAL)),
                count(counts.get(CACHE_READ)),
                count(counts.get(CACHE_CREATION)));
    }

    /// A whole number, be it written as a number or as a text.
    static @Nullable Long count(@Nullable AnyValue value) {
        return switch (value) {
            case AnyValue.Int(long number) -> number;
            case AnyValue.Real(double number)
            when number == Math.rint(number) && Math.abs(number) < 1e18 -> (long) number;
            case AnyValue.Text(String text) when text.length() <= 20 -> count(text);
            case null, default -> null;
        };
    }

    private static @Nullable Long count(String text) {
        try {
            return new BigDecimal(text.strip()).longValueExact(); // which writes no digits that it cannot hold
        } catch (NumberFormatException | ArithmeticException noCount) {
            return null;
        }
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /// The sum of both; what is missing on both sides stays so.
    TokenCounts plus(TokenCounts other) {
        return new TokenCounts(
                sum(input, other.input),
                sum(output, other.output),
                sum(total, other.total),
                sum(cacheRead, other.cacheRead),
                sum(cacheCreation, other.cacheCreation));
    }

    /// With zeros for the three counts that a sum always has.
    TokenCounts whole() {
        return new TokenCounts(
                input == null ? Long.valueOf(0) : input,
                output == null ? Long.valueOf(0) : output,
                total == null ? Long.valueOf(0) : total,
                cacheRead,
                cacheCreation);
    }

    /// What is beyond the largest number is the largest.
    static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        try {
            return Math.addExact(one, other);
        } catch (ArithmeticException beyond) {
            return one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    AnyValue.Mapped value() {
        Map<String, AnyValue> counts = new LinkedHashMap<>();
        put(counts, INPUT, input);
        put(counts, OUTPUT, output);
        put(counts, TOTAL, total);
        put(counts, CACHE_READ, cacheRead);
        put(counts, CACHE_CREATION, cacheCreation);
        return new AnyValue.Mapped(counts);
    }

    private static void put(Map<String, AnyValue> counts, String key, @Nullable Long count) {
        if (count != null) {
            counts.put(key, new AnyValue.Int(count));
        }
    }

    /// As JSON, as it stands in the metadata of a trace.
    public String json() {
        return Values.json(value());
    }
}
