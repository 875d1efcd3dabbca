package dev.cairn.otlp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a span says of the model that it called.
public record SpanUsage(@Nullable String model, @Nullable String provider, TokenCounts tokens, Costs costs) {
    private static final int MAX_MODEL = 500;

    /// Of a span whose attributes have been read by [Meaning].
    public static SpanUsage of(Span span) {
        Map<String, AnyValue> attributes = span.attributes();
        return new SpanUsage(
                text(attributes.get(Meaning.MODEL)),
                text(attributes.get(Meaning.PROVIDER)),
                TokenCounts.of(attributes.getOrDefault(Meaning.USAGE, AnyValue.Unset.UNSET)),
                Costs.of(attributes.getOrDefault(Meaning.COST, AnyValue.Unset.UNSET)));
    }

    private static @Nullable String text(@Nullable AnyValue value) {
        return value instanceof AnyValue.Text(String text) ? cut(text) : null;
    }

    private static String cut(String text) {
        return (text.length() <= MAX_MODEL ? text : text.substring(0, MAX_MODEL)).replace('\0', ' ');
    }

    public boolean isEmpty() {
        return model == null && provider == null && tokens.isEmpty() && costs.isEmpty();
    }
}
