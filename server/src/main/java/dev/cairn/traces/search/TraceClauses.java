package dev.cairn.traces.search;

import static dev.cairn.db.schema.Tables.TRACES;
import static dev.cairn.db.schema.Tables.TRACE_PROMPTS;
import static dev.cairn.db.schema.Tables.TRACE_RUNS;

import dev.cairn.db.Contents;
import dev.cairn.db.Exists;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.search.Comparator;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.NumberCondition;
import dev.cairn.search.TextCondition;
import dev.cairn.search.Value;
import dev.cairn.traces.terms.TraceKeys;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// What each clause of a filter over traces means in SQL (semantics, section 9). A clause on what a trace does not have
/// is false.
final class TraceClauses {
    private final SpanClauses spans;
    private final AssessmentClauses assessments;
    private final Contents contents;

    TraceClauses(Transaction tx) {
        this.spans = new SpanClauses(tx);
        this.assessments = new AssessmentClauses(tx);
        this.contents = tx.contents();
    }

    Condition of(Filter filter) {
        return FilterCondition.of(filter, this::clause, SpanClauses::isOfSpans, spans::of);
    }

    private Condition clause(Filter.Leaf leaf) {
        String key = leaf.field().key();
        requireSearchable(contents, leaf.field());
        return switch (leaf.field().entity()) {
            case "tags" -> text(TraceTextSource.TAGS, key, leaf);
            case "metadata" ->
                key.equals(TraceKeys.SESSION)
                        ? TextCondition.of(TRACES.SESSION, leaf)
                        : text(TraceTextSource.METADATA, key, leaf);
            case "feedback", "expectation", "issue" -> assessments.of(leaf);
            default -> attribute(key, leaf);
        };
    }

    /// Refuses to search or sort by metadata that may be encrypted.
    static void requireSearchable(Contents contents, dev.cairn.search.Field field) {
        boolean isText = field.entity().equals("tags") || field.entity().equals("metadata");
        if (isText && TraceKeys.isOfContents(field.key())) {
            contents.requireSearchable("'%s'".formatted(field.key()));
        }
    }

    private static Condition attribute(String key, Filter.Leaf leaf) {
        return switch (key) {
            case "timestamp_ms", "execution_time_ms", "end_time_ms" -> NumberCondition.of(number(key), leaf);
            case "run_id" -> run(leaf);
            case "prompt" -> prompt(leaf);
            default -> TextCondition.of(text(key), leaf);
        };
    }

    static Field<Long> number(String key) {
        return switch (key) {
            case "timestamp_ms" -> TRACES.REQUEST_TIME;
            case "execution_time_ms" -> TRACES.EXECUTION_DURATION;
            case "end_time_ms" -> TRACES.REQUEST_TIME.plus(DSL.coalesce(TRACES.EXECUTION_DURATION, DSL.inline(0L)));
            default -> throw new IllegalArgumentException("No such number: " + key);
        };
    }

    static Field<String> text(String key) {
        return switch (key) {
            case "request_id" -> TRACES.TRACE_ID;
            case "client_request_id" -> TRACES.CLIENT_REQUEST_ID;
            case "status" -> TRACES.STATE;
            case "name" -> TRACES.NAME;
            default -> throw new IllegalArgumentException("No such text: " + key);
        };
    }

    private static Condition text(TraceTextSource texts, String key, Filter.Leaf leaf) {
        Condition value = leaf instanceof Filter.Null ? DSL.noCondition() : TextCondition.of(texts.value(), leaf);
        Condition there = Exists.in(DSL.selectOne()
                .from(texts.table())
                .where(texts.trace().eq(TRACES.ID), texts.name().eq(key), value));
        return leaf instanceof Filter.Null(var _, boolean negated) && !negated ? DSL.not(there) : there;
    }

    /// The run that a trace came from, or one that it was linked to; by what it is not, only the former.
    private static Condition run(Filter.Leaf leaf) {
        Condition source = text(TraceTextSource.METADATA, TraceKeys.SOURCE_RUN, leaf);
        if (isNegative(leaf)) {
            return source;
        }
        return source.or(Exists.in(DSL.selectOne()
                .from(TRACE_RUNS)
                .where(TRACE_RUNS.TRACE.eq(TRACES.ID), TextCondition.of(TRACE_RUNS.RUN_ID, leaf))));
    }

    static boolean isNegative(Filter.Leaf leaf) {
        return switch (leaf) {
            case Filter.Compare(var _, Comparator comparator, var _) -> comparator == Comparator.NOT_EQUAL;
            case Filter.In(var _, boolean negated, var _) -> negated;
            case Filter.Null(var _, boolean negated) -> !negated;
        };
    }

    private static Condition prompt(Filter.Leaf leaf) {
        return Exists.in(DSL.selectOne().from(TRACE_PROMPTS).where(TRACE_PROMPTS.TRACE.eq(TRACES.ID), isPrompt(leaf)));
    }

    /// The rows of `trace_prompts` of the one prompt that a clause names.
    static Condition isPrompt(Filter.Leaf leaf) {
        String text = leaf instanceof Filter.Compare(var _, var _, Value.Text(String it)) ? it : "";
        int slash = text.indexOf('/');
        if (slash < 0 || slash != text.lastIndexOf('/')) {
            throw ApiException.invalid(
                    "Invalid prompts filter value '%s'. Expected format: prompt = \"name/version\"".formatted(text));
        }
        return TRACE_PROMPTS.NAME.eq(text.substring(0, slash)).and(TRACE_PROMPTS.VERSION.eq(text.substring(slash + 1)));
    }
}
