package dev.cairn.traces.search;

import static dev.cairn.db.schema.Tables.SPANS;
import static dev.cairn.db.schema.Tables.SPAN_CONTENTS;
import static dev.cairn.db.schema.Tables.TRACES;

import dev.cairn.db.Contents;
import dev.cairn.db.Dialect;
import dev.cairn.db.Exists;
import dev.cairn.db.Transaction;
import dev.cairn.search.Comparator;
import dev.cairn.search.Filter;
import dev.cairn.search.TextCondition;
import dev.cairn.search.Value;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// What the clauses of a filter over spans mean in SQL: that one span meets them all.
final class SpanClauses {
    /// How a filter names an attribute of a span.
    static final String ATTRIBUTE = "attributes.";

    /// What every writer of JSON leaves as it is, and what no pattern takes for a wildcard.
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9 .;=+()@#!?*-]+");

    /// SQLite takes patterns of 50,000 bytes.
    private static final int MAX_LITERAL = 1_000;

    private final Dialect dialect;
    private final Contents contents;

    SpanClauses(Transaction tx) {
        this.dialect = tx.dialect();
        this.contents = tx.contents();
    }

    static boolean isOfSpans(Filter.Leaf leaf) {
        return leaf.field().entity().equals("span") || isFullText(leaf);
    }

    private static boolean isFullText(Filter.Leaf leaf) {
        return leaf.field().entity().equals("attributes") && leaf.field().key().equals("text");
    }

    Condition of(List<Filter.Leaf> leaves) {
        List<Condition> conditions = leaves.stream().map(this::clause).toList();
        boolean contents = leaves.stream().anyMatch(SpanClauses::readsContent);
        boolean columns = leaves.stream().anyMatch(leaf -> !readsContent(leaf));
        if (!contents) {
            return Exists.in(
                    DSL.selectOne().from(SPANS).where(SPANS.TRACE.eq(TRACES.ID)).and(DSL.and(conditions)));
        }
        Table<?> from = columns
                ? SPANS.join(SPAN_CONTENTS)
                        .on(SPAN_CONTENTS.TRACE.eq(SPANS.TRACE), SPAN_CONTENTS.SPAN_ID.eq(SPANS.SPAN_ID))
                : SPAN_CONTENTS;
        Field<Long> trace = columns ? SPANS.TRACE : SPAN_CONTENTS.TRACE;
        return Exists.in(DSL.selectOne().from(from).where(trace.eq(TRACES.ID)).and(DSL.and(conditions)));
    }

    /// Whether it takes the texts of spans to answer a filter.
    static boolean readsContents(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> all) -> all.stream().anyMatch(SpanClauses::readsContents);
            case Filter.Or(List<Filter> any) -> any.stream().anyMatch(SpanClauses::readsContents);
            case Filter.Not(Filter inner) -> readsContents(inner);
            case Filter.Leaf leaf -> isOfSpans(leaf) && readsContent(leaf);
        };
    }

    private static boolean readsContent(Filter.Leaf leaf) {
        String key = leaf.field().key();
        return isFullText(leaf) || key.equals("content") || key.startsWith(ATTRIBUTE);
    }

    private Condition clause(Filter.Leaf leaf) {
        String key = leaf.field().key();
        if (readsContent(leaf)) {
            contents.requireSearchable("what their spans hold");
        }
        if (key.startsWith(ATTRIBUTE)) {
            return attribute(key.substring(ATTRIBUTE.length()), leaf);
        }
        return switch (key) {
            case "name" -> TextCondition.of(SPANS.NAME, leaf);
            case "type" -> TextCondition.of(SPANS.TYPE, leaf);
            case "status" -> TextCondition.of(SPANS.STATUS, leaf);
            default -> TextCondition.of(SPAN_CONTENTS.CONTENT, leaf);
        };
    }

    /// A content is taken apart only where it looks as if it had the attribute, since that costs ten times as much as
    /// looking. PostgreSQL cannot take out texts with a NUL, so that these are not found there.
    private Condition attribute(String name, Filter.Leaf leaf) {
        Condition looksSo = SPAN_CONTENTS.CONTENT.like(likely(name, leaf));
        if (dialect == Dialect.POSTGRES) {
            looksSo = looksSo.and(DSL.condition("strpos({0}, '\\u0000') = 0", SPAN_CONTENTS.CONTENT));
        }
        Condition is = DSL.exists(DSL.selectOne()
                .from(attributes())
                .where(nameOfAttribute().eq(name), TextCondition.of(valueOfAttribute(), leaf)));
        return DSL.condition("case when {0} then {1} else {2} end", looksSo, is, DSL.falseCondition());
    }

    private Table<?> attributes() {
        return switch (dialect) {
            case SQLITE -> DSL.table("json_each({0}, '$.attributes') as attribute", SPAN_CONTENTS.CONTENT);
            case POSTGRES ->
                DSL.table(
                        "json_array_elements(cast({0} as json) -> 'attributes') as attribute(value)",
                        SPAN_CONTENTS.CONTENT);
        };
    }

    private static Field<String> nameOfAttribute() {
        return DSL.field("attribute.value ->> 'key'", String.class);
    }

    /// A text as it is, anything else as JSON.
    private static Field<String> valueOfAttribute() {
        return DSL.field("""
                coalesce(attribute.value -> 'value' ->> 'string_value',
                  cast(attribute.value -> 'value' -> 'int_value' as varchar),
                  cast(attribute.value -> 'value' -> 'double_value' as varchar),
                  cast(attribute.value -> 'value' -> 'bool_value' as varchar),
                  cast(attribute.value -> 'value' as varchar))
                """, String.class);
    }

    /// A pattern that the content of every span matches for which the clause holds.
    private static String likely(String name, Filter.Leaf leaf) {
        String literal = leaf instanceof Filter.Compare(var _, Comparator comparator, Value.Text(String text))
                        && (comparator == Comparator.EQUAL || comparator == Comparator.LIKE)
                ? longestLiteral(text)
                : "";
        return "%" + longestLiteral(name) + "%" + literal + "%";
    }

    private static String longestLiteral(String text) {
        return LITERAL.matcher(text)
                .results()
                .map(MatchResult::group)
                .max(java.util.Comparator.comparingInt(String::length))
                .map(literal -> literal.substring(0, Math.min(literal.length(), MAX_LITERAL)))
                .orElse("");
    }
}
