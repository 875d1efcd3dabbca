package dev.cairn.scim;

import dev.cairn.http.Exchange;
import java.util.List;
import java.util.Optional;

/// Which resources are asked for.
///
/// @param start  number of the first one, from 1
/// @param count  at most as many
/// @param sortBy the chain of names of an attribute; empty for the order of names
record ListQuery(
        Optional<Filter> filter,
        int start,
        int count,
        List<String> sortBy,
        boolean isDescending,
        Projection projection) {
    private static final int USUAL = 100;
    private static final int MOST = 10_000;

    static ListQuery of(Exchange exchange) {
        return new ListQuery(
                text(exchange, "filter").map(FilterParser::parse),
                Math.max(1, number(exchange, "startIndex", 1)),
                Math.clamp(number(exchange, "count", USUAL), 0, MOST),
                text(exchange, "sortBy").map(AttributePath::names).orElse(List.of()),
                text(exchange, "sortOrder")
                        .filter("descending"::equalsIgnoreCase)
                        .isPresent(),
                Projection.of(exchange));
    }

    private static Optional<String> text(Exchange exchange, String name) {
        return exchange.query(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static int number(Exchange exchange, String name, int unsaid) {
        String text = text(exchange, name).orElse(Integer.toString(unsaid));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw Malformed.value("`%s` is a number, not '%s'.".formatted(name, text));
        }
    }
}
