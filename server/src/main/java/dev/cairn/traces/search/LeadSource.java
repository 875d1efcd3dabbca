package dev.cairn.traces.search;

import static dev.cairn.db.schema.Tables.ASSESSMENTS;
import static dev.cairn.db.schema.Tables.TRACES;
import static dev.cairn.db.schema.Tables.TRACE_PROMPTS;
import static dev.cairn.db.schema.Tables.TRACE_RUNS;

import dev.cairn.search.Comparator;
import dev.cairn.search.Filter;
import dev.cairn.search.Value;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.traces.terms.TraceTerms;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/// What leads to the traces that a filter may match. Each lead is a matter of one index or two.
final class LeadSource {
    /// Values of a list that are each looked up.
    private static final int MAX_VALUES = 100;

    /// Experiments that are each looked up. With more, leads go into the traces of all others, too.
    static final int MAX_EXPERIMENTS = 16;

    private LeadSource() {}

    /// A lead for each of some clauses that must all hold, as far as an index knows something about it.
    static List<Lead> of(List<Filter> required) {
        return required.stream()
                .flatMap(filter -> filter instanceof Filter.Leaf leaf && !TraceClauses.isNegative(leaf)
                        ? of(leaf).stream()
                        : Stream.empty())
                .toList();
    }

    /// What leads to the traces of some experiments.
    static Optional<Lead> ofExperiments(List<Long> experiments) {
        return experiments.size() > MAX_EXPERIMENTS
                ? Optional.empty()
                : terms(experiments.stream().map(String::valueOf).toList(), TraceTerms.EXPERIMENT::of);
    }

    private static Optional<Lead> of(Filter.Leaf leaf) {
        String key = leaf.field().key();
        return switch (leaf.field().entity()) {
            case "tags" -> terms(TraceTerms.TAG, key, leaf);
            case "metadata" ->
                key.equals(TraceKeys.SESSION) ? traces(TRACES.SESSION, leaf) : terms(TraceTerms.METADATA, key, leaf);
            case "span" -> ofSpan(key, leaf);
            case "feedback" -> assessed(assessments(TraceTerms.FEEDBACK, key, leaf), leaf);
            case "expectation" -> assessed(assessments(TraceTerms.EXPECTATION, key, leaf), leaf);
            case "issue" -> assessed(names(TraceTerms.ISSUE, leaf), leaf);
            default -> ofAttribute(key, leaf);
        };
    }

    private static Optional<Lead> ofAttribute(String key, Filter.Leaf leaf) {
        return switch (key) {
            case "request_id" -> traces(TRACES.TRACE_ID, leaf);
            case "client_request_id" -> traces(TRACES.CLIENT_REQUEST_ID, leaf);
            case "status" -> names(TraceTerms.STATE, leaf);
            case "name" -> terms(TraceTerms.TAG, TraceKeys.NAME, leaf);
            case "prompt" ->
                Optional.of(new Lead.Rows(
                        DSL.select(TRACE_PROMPTS.TRACE).from(TRACE_PROMPTS).where(TraceClauses.isPrompt(leaf))));
            case "run_id" ->
                terms(TraceTerms.METADATA, TraceKeys.SOURCE_RUN, leaf)
                        .map(own -> new Lead.Either(
                                own,
                                new Lead.Rows(DSL.select(TRACE_RUNS.TRACE)
                                        .from(TRACE_RUNS)
                                        .where(TRACE_RUNS.RUN_ID.in(values(leaf))))));
            default -> Optional.empty();
        };
    }

    private static Optional<Lead> ofSpan(String key, Filter.Leaf leaf) {
        return switch (key) {
            case "name" -> names(TraceTerms.SPAN_NAME, leaf);
            case "type" -> names(TraceTerms.SPAN_TYPE, leaf);
            case "status" -> names(TraceTerms.SPAN_STATUS, leaf);
            case "content" -> Optional.empty();
            default -> terms(TraceTerms.SPAN_ATTRIBUTE, key.substring(SpanClauses.ATTRIBUTE.length()), leaf);
        };
    }

    /// What has the term of the assessment, and the other traces of sessions that were assessed so.
    private static Optional<Lead> assessed(Optional<Lead> own, Filter.Leaf leaf) {
        return own.map(terms -> new Lead.Either(
                terms,
                new Lead.Rows(DSL.select(TRACES.ID)
                        .from(ASSESSMENTS)
                        .join(TRACES)
                        .on(TRACES.SESSION.eq(ASSESSMENTS.SESSION))
                        .where(AssessmentClauses.isNamed(leaf), ASSESSMENTS.SESSION.isNotNull()))));
    }

    private static Optional<Lead> traces(Field<String> column, Filter.Leaf leaf) {
        List<String> values = values(leaf);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lead.Rows(DSL.select(TRACES.ID).from(TRACES).where(column.in(values))));
    }

    private static Optional<Lead> names(TraceTerms kind, Filter.Leaf leaf) {
        return terms(values(leaf), kind::of);
    }

    /// By the values that the clause asks for, or else by the key.
    private static Optional<Lead> terms(TraceTerms kind, String key, Filter.Leaf leaf) {
        return terms(values(leaf), value -> kind.of(key, value)).or(() -> terms(List.of(key), kind::of));
    }

    /// The same of assessments, whose values are also asked for as the JSON that they are: `'"yes"'` for a text.
    private static Optional<Lead> assessments(TraceTerms kind, String key, Filter.Leaf leaf) {
        List<String> forms = values(leaf).stream()
                .flatMap(value ->
                        Stream.of(value, AssessmentClauses.unquoted(value)).distinct())
                .toList();
        return terms(forms, value -> kind.of(key, value)).or(() -> terms(List.of(key), kind::of));
    }

    private static Optional<Lead> terms(List<String> texts, Function<String, OptionalLong> term) {
        List<OptionalLong> found = texts.stream().map(term).toList();
        return found.isEmpty() || found.contains(OptionalLong.empty())
                ? Optional.empty()
                : Optional.of(new Lead.Terms(
                        found.stream().map(OptionalLong::getAsLong).collect(Collectors.toSet())));
    }

    /// The few texts of which a clause asks for one; none where it asks for something else.
    private static List<String> values(Filter.Leaf leaf) {
        return switch (leaf) {
            case Filter.Compare(var _, Comparator comparator, Value.Text(String text))
            when comparator == Comparator.EQUAL -> List.of(text);
            case Filter.In(var _, boolean negated, List<String> values)
            when !negated && values.size() <= MAX_VALUES -> values;
            case Filter.Compare _, Filter.In _, Filter.Null _ -> List.of();
        };
    }

    /// What leads to the traces that a clause may match: all of them, and perhaps others.
    sealed interface Lead {

        /// Those that have one of some terms.
        record Terms(Set<Long> terms) implements Lead {}

        /// Those whose numbers a query finds, by an index.
        record Rows(Select<Record1<Long>> numbers) implements Lead {}

        /// Those of one and those of another.
        record Either(Lead one, Lead other) implements Lead {}
    }
}
