package dev.cairn.otlp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the calls of models cost, in dollars, as far as it is known.
public record Costs(
        @Nullable Double input,
        @Nullable Double output,
        @Nullable Double total) {
    public static final Costs NONE = new Costs(null, null, null);

    private static final String INPUT = "input_cost";
    private static final String OUTPUT = "output_cost";
    private static final String TOTAL = "total_cost";

    static Costs of(AnyValue costs) {
        return costs instanceof AnyValue.Mapped(Map<String, AnyValue> values)
                ? new Costs(number(values.get(INPUT)), number(values.get(OUTPUT)), number(values.get(TOTAL)))
                : NONE;
    }

    private static @Nullable Double number(@Nullable AnyValue value) {
        return switch (value) {
            case AnyValue.Int(long whole) -> (double) whole;
            case AnyValue.Real(double number) when Double.isFinite(number) -> number;
            case null, default -> null;
        };
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /// The sum of both; what is missing counts as nothing.
    Costs plus(Costs other) {
        return new Costs(
                orZero(input) + orZero(other.input),
                orZero(output) + orZero(other.output),
                orZero(total) + orZero(other.total));
    }

    private static double orZero(@Nullable Double cost) {
        return cost == null ? 0 : cost;
    }

    /// As JSON, as it stands in the metadata of a trace.
    public String json() {
        Map<String, AnyValue> values = new LinkedHashMap<>();
        values.put(INPUT, new AnyValue.Real(orZero(input)));
        values.put(OUTPUT, new AnyValue.Real(orZero(output)));
        values.put(TOTAL, new AnyValue.Real(orZero(total)));
        return Values.json(new AnyValue.Mapped(values));
    }
}
