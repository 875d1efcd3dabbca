package dev.cairn.search;

import dev.cairn.http.ApiException;
import dev.cairn.search.Filter.And;
import dev.cairn.search.Filter.Not;
import dev.cairn.search.Filter.Or;
import java.util.ArrayList;
import java.util.List;

/// Reads a filter by recursive descent: `NOT` binds tighter than `AND`, and `AND` tighter than `OR`.
final class FilterParser {
    /// How deep parentheses and `NOT` may nest.
    static final int MAX_DEPTH = 64;

    static final int MAX_CLAUSES = 1_000;

    private final Cursor cursor;
    private final ClauseParser clauses;
    private int depth;
    private int count;

    FilterParser(Grammar grammar, Source source) {
        this.cursor = new Cursor(source);
        this.clauses = new ClauseParser(cursor, new FieldResolver(grammar, source, Attribute::filterable));
    }

    Filter parse() {
        Filter filter = disjunction();
        if (!(cursor.token() instanceof Token.End)) {
            throw cursor.expected("AND, OR or the end of the filter");
        }
        return filter;
    }

    private Filter disjunction() {
        List<Filter> any = new ArrayList<>();
        do {
            any.add(conjunction());
        } while (cursor.accept("OR"));
        return any.size() == 1 ? any.getFirst() : new Or(any);
    }

    private Filter conjunction() {
        List<Filter> all = new ArrayList<>();
        do {
            all.add(negation());
        } while (cursor.accept("AND"));
        return all.size() == 1 ? all.getFirst() : new And(all);
    }

    private Filter negation() {
        if (cursor.at("NOT")) {
            enter();
            Filter inner = negation();
            depth--;
            return new Not(inner);
        }
        return cursor.atSymbol("(") ? group() : clause();
    }

    private Filter group() {
        Token open = enter();
        Filter inner = disjunction();
        if (!cursor.acceptSymbol(")")) {
            throw cursor.expected("AND, OR or ')' for the '(' at column %d".formatted(open.start() + 1));
        }
        depth--;
        return inner;
    }

    private Token enter() {
        Token token = cursor.advance();
        if (++depth > MAX_DEPTH) {
            throw cursor.fault(token, "parentheses and NOT nest deeper than %d levels".formatted(MAX_DEPTH));
        }
        return token;
    }

    private Filter clause() {
        if (++count > MAX_CLAUSES) {
            throw cursor.fault(cursor.token(), "more than %,d clauses".formatted(MAX_CLAUSES));
        }
        if (cursor.at("AND") || cursor.at("OR")) {
            throw misplaced();
        }
        return clauses.parse();
    }

    private ApiException misplaced() {
        return cursor.expected("a clause such as metrics.loss < 0.5");
    }
}
