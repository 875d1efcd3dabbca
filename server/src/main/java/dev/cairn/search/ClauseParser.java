package dev.cairn.search;

import dev.cairn.http.ApiException;
import dev.cairn.search.Filter.Compare;
import dev.cairn.search.Filter.In;
import dev.cairn.search.Filter.Leaf;
import dev.cairn.search.Filter.Null;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads one clause: a field, and a comparison that suits it.
final class ClauseParser {
    private final Cursor cursor;
    private final FieldParser fields;
    private final ValueParser values;
    private final FieldResolver resolver;

    ClauseParser(Cursor cursor, FieldResolver resolver) {
        this.cursor = cursor;
        this.fields = new FieldParser(cursor, resolver);
        this.values = new ValueParser(cursor);
        this.resolver = resolver;
    }

    Leaf parse() {
        Target target = fields.parse();
        Token operator = cursor.token();
        if (cursor.accept("IS")) {
            return nullCheck(target, operator);
        }
        if (cursor.accept("IN")) {
            return in(target, operator, false);
        }
        if (cursor.accept("NOT")) {
            if (!cursor.accept("IN")) {
                throw cursor.expected("IN after NOT");
            }
            return in(target, operator, true);
        }
        return compare(target);
    }

    private Leaf nullCheck(Target target, Token operator) {
        boolean negated = cursor.accept("NOT");
        if (!cursor.accept("NULL")) {
            throw cursor.expected("NULL");
        }
        if (!target.entity().nullable()) {
            List<Entity> nullable = resolver.grammar().entities().stream()
                    .filter(Entity::nullable)
                    .toList();
            String whatIs =
                    nullable.isEmpty() ? "not supported" : "only supported for " + FieldResolver.names(nullable);
            throw cursor.fault(operator, "IS NULL / IS NOT NULL is %s, not for %s".formatted(whatIs, shown(target)));
        }
        return new Null(target.field(), negated);
    }

    private Leaf in(Target target, Token operator, boolean negated) {
        if (!target.type().isListed()) {
            throw cursor.fault(operator, unsuited(negated ? "NOT IN" : "IN", target));
        }
        return new In(target.field(), negated, values.list());
    }

    private Leaf compare(Target target) {
        Token token = cursor.token();
        Comparator comparator = comparator(token).orElseThrow(() -> missingOperator(target));
        if (!comparator.accepts(target.type())) {
            throw cursor.fault(token, unsuited(comparator.symbol(), target));
        }
        cursor.advance();
        return new Compare(target.field(), comparator, values.value(target, comparator));
    }

    private ApiException missingOperator(Target target) {
        String hint = switch (cursor.token()) {
            case Token.Symbol symbol when symbol.text().equals("==") -> " (equality is written =)";
            case Token.Symbol symbol when symbol.text().equals("<>") -> " (inequality is written !=)";
            case Token.Word _, Token.Quoted _, Token.Symbol _, Token.End _ -> "";
        };
        return cursor.expected("a comparison operator after '%s'%s".formatted(shown(target), hint));
    }

    private static Optional<Comparator> comparator(Token token) {
        return switch (token) {
            case Token.Word word -> Comparator.written(word.text());
            case Token.Symbol symbol -> Comparator.written(symbol.text());
            case Token.Quoted _, Token.End _ -> Optional.empty();
        };
    }

    private static String unsuited(String symbol, Target target) {
        Stream<String> comparators = Arrays.stream(Comparator.values())
                .filter(it -> it.accepts(target.type()))
                .map(Comparator::symbol);
        Stream<String> lists = target.type().isListed() ? Stream.of("IN", "NOT IN") : Stream.of();
        return "Invalid comparator '%s' for %s, not one of %s"
                .formatted(
                        symbol, shown(target), Stream.concat(comparators, lists).collect(Collectors.joining(", ")));
    }

    private static String shown(Target target) {
        return Source.shortened(target.field().toString());
    }
}
