package dev.cairn.http;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// A text that figures are told in.
public enum Exposition {
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
    OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private static final String OPEN = "application/openmetrics-text";
    private static final Set<String> PLAIN = Set.of("text/plain", "text/*", "*/*");

    /// Those of which the text is one.
    private static final Set<String> VERSIONS = Set.of("1.0.0", "0.0.1");

    private final String type;

    Exposition(String type) {
        this.type = type;
    }

    /// The type of its content.
    public String type() {
        return type;
    }

    /// What the sender of a request likes best of both, by its `Accept`; the first one if it does not care.
    public static Exposition of(Exchange exchange) {
        return of(exchange.header("Accept").orElse(""));
    }

    static Exposition of(String accepted) {
        Exposition best = PROMETHEUS;
        double most = 0;
        for (String range : accepted.split(",", -1)) {
            Optional<Exposition> meant = meant(range);
            double weight = meant.isPresent() ? weight(range) : 0;
            if (weight > most) {
                most = weight;
                best = meant.orElseThrow();
            }
        }
        return best;
    }

    private static Optional<Exposition> meant(String range) {
        String name = range.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (PLAIN.contains(name)) {
            return Optional.of(PROMETHEUS);
        }
        boolean isOpen = name.equals(OPEN)
                && parameter(range, "version").map(VERSIONS::contains).orElse(true);
        return isOpen ? Optional.of(OPENMETRICS) : Optional.empty();
    }

    /// How much it is liked, from 0 to 1; what makes no sense is not liked.
    private static double weight(String range) {
        Optional<String> given = parameter(range, "q");
        return given.isEmpty() ? 1 : number(given.get()).orElse(0);
    }

    private static OptionalDouble number(String text) {
        return text.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?")
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    private static Optional<String> parameter(String range, String name) {
        for (String part : range.split(";", -1)) {
            int at = part.indexOf('=');
            if (at > 0 && part.substring(0, at).strip().equalsIgnoreCase(name)) {
                return Optional.of(part.substring(at + 1).strip().replace("\"", ""));
            }
        }
        return Optional.empty();
    }
}
