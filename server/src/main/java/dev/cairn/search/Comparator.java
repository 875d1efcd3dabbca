package dev.cairn.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A comparison with one value.
public enum Comparator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LIKE("LIKE"),
    ILIKE("ILIKE"),
    RLIKE("RLIKE");

    private final String symbol;

    Comparator(String symbol) {
        this.symbol = symbol;
    }

    /// The comparator as it is written in a filter.
    public String symbol() {
        return symbol;
    }

    static Optional<Comparator> written(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(it -> it.symbol.equals(upper)).findFirst();
    }

    boolean isPattern() {
        return switch (this) {
            case LIKE, ILIKE, RLIKE -> true;
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> false;
        };
    }

    boolean accepts(ValueType type) {
        return switch (this) {
            case EQUAL -> type != ValueType.PATTERN;
            case NOT_EQUAL -> type == ValueType.NUMBER || type.isListed();
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> type == ValueType.NUMBER || type == ValueType.ANY;
            case LIKE, ILIKE, RLIKE -> type != ValueType.NUMBER && type != ValueType.EXACT;
        };
    }
}
