package dev.cairn.scim;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads filters such as `userName eq "ann" and (active eq true or not (title pr))`.
final class FilterParser {
    private static final int MAX_LENGTH = 10_000;
    private static final int MAX_DEPTH = 30;
    /// Attribute names begin with a letter; the rest is a value.
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:([()\\[\\]])|(\"(?:[^\"\\\\]|\\\\.)*+\")|(-?[0-9][0-9.eE+-]*)|([A-Za-z$][A-Za-z0-9:._$-]*))\\s*");

    private final String text;
    private final List<String> tokens;
    private int next;
    private int depth;

    private FilterParser(String text) {
        this.text = text;
        this.tokens = tokens(text);
    }

    static Filter parse(String text) {
        FilterParser parser = new FilterParser(text);
        Filter filter = parser.any();
        if (parser.next < parser.tokens.size()) {
            throw parser.unexpected();
        }
        return filter;
    }

    private static List<String> tokens(String text) {
        if (text.length() > MAX_LENGTH) {
            throw Malformed.filter("A filter has at most %d characters.".formatted(MAX_LENGTH));
        }
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.region(end, text.length()).lookingAt()) {
                throw Malformed.filter("Cannot read the filter from '%s' on.".formatted(text.substring(end)));
            }
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        return tokens;
    }

    private Filter any() {
        return joined(false, "or");
    }

    private Filter joined(boolean all, String word) {
        List<Filter> parts = new ArrayList<>(List.of(all ? one() : joined(true, "and")));
        while (accept(word)) {
            parts.add(all ? one() : joined(true, "and"));
        }
        return parts.size() == 1 ? parts.getFirst() : new Filter.Joined(all, parts);
    }

    private Filter one() {
        if (++depth > MAX_DEPTH) {
            throw Malformed.filter("At most %d parentheses may be in each other.".formatted(MAX_DEPTH));
        }
        Filter filter = alone();
        depth--;
        return filter;
    }

    private Filter alone() {
        if (accept("not")) {
            require("(");
            return new Filter.Not(closed(")"));
        }
        if (accept("(")) {
            return closed(")");
        }
        List<String> names = AttributePath.names(take());
        if (accept("[")) {
            return new Filter.Has(names, closed("]"));
        }
        Filter.Operator operator = operator(take());
        return new Filter.Compare(names, operator, operator == Filter.Operator.PR ? null : value(take()));
    }

    private Filter closed(String bracket) {
        Filter inner = any();
        require(bracket);
        return inner;
    }

    private Filter.Operator operator(String word) {
        return Arrays.stream(Filter.Operator.values())
                .filter(operator -> operator.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Malformed.filter(
                        "'%s' is no operator: there are eq, ne, co, sw, ew, pr, gt, ge, lt and le.".formatted(word)));
    }

    private static JsonNode value(String token) {
        try {
            return Json.readTree(token.getBytes(StandardCharsets.UTF_8));
        } catch (ApiException notJson) {
            throw Malformed.filter("'%s' is no value: texts stand in quotation marks.".formatted(token));
        }
    }

    private String take() {
        String token = peek().orElseThrow(() -> Malformed.filter("The filter ends too early: '%s'.".formatted(text)));
        next++;
        return token;
    }

    private Optional<String> peek() {
        return next < tokens.size() ? Optional.of(tokens.get(next)) : Optional.empty();
    }

    private boolean accept(String word) {
        boolean is = peek().filter(word::equalsIgnoreCase).isPresent();
        next += is ? 1 : 0;
        return is;
    }

    private void require(String word) {
        if (!accept(word)) {
            throw unexpected();
        }
    }

    private Malformed unexpected() {
        return Malformed.filter(peek().map(token -> "Did not expect '%s' in the filter.".formatted(token))
                .orElse("The filter ends too early."));
    }
}
