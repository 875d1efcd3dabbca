package dev.cairn.traces.search;

import static dev.cairn.db.schema.Tables.ASSESSMENTS;
import static dev.cairn.db.schema.Tables.TRACES;

import dev.cairn.db.Contents;
import dev.cairn.db.Dialect;
import dev.cairn.db.Exists;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.search.Comparator;
import dev.cairn.search.Filter;
import dev.cairn.search.NumberCondition;
import dev.cairn.search.TextCondition;
import dev.cairn.search.Value;
import dev.cairn.traces.terms.Ratings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import tools.jackson.databind.JsonNode;

/// What the clauses of a filter over assessments mean in SQL. An assessment of a session counts for every trace that
/// the session has in the same experiment.
final class AssessmentClauses {
    private final Dialect dialect;
    private final Contents contents;

    AssessmentClauses(Transaction tx) {
        this.dialect = tx.dialect();
        this.contents = tx.contents();
    }

    Condition of(Filter.Leaf leaf) {
        Condition there = own(leaf).or(TRACES.SESSION.isNotNull().and(ofSession(leaf)));
        return leaf instanceof Filter.Null(var _, boolean negated) && !negated ? DSL.not(there) : there;
    }

    private Condition own(Filter.Leaf leaf) {
        return Exists.in(DSL.selectOne().from(ASSESSMENTS).where(ASSESSMENTS.TRACE.eq(TRACES.ID), matches(leaf)));
    }

    private Condition ofSession(Filter.Leaf leaf) {
        var assessed = TRACES.as("assessed");
        return Exists.in(DSL.selectOne()
                .from(ASSESSMENTS)
                .join(assessed)
                .on(assessed.ID.eq(ASSESSMENTS.TRACE))
                .where(
                        ASSESSMENTS.SESSION.eq(TRACES.SESSION),
                        assessed.EXPERIMENT_ID.eq(TRACES.EXPERIMENT_ID),
                        assessed.IS_DELETED.eq(DSL.inline(0)),
                        matches(leaf)));
    }

    /// The rows of `assessments` that a clause is about.
    private Condition matches(Filter.Leaf leaf) {
        return isNamed(leaf).and(value(leaf));
    }

    static Condition isNamed(Filter.Leaf leaf) {
        Condition kind = ASSESSMENTS.KIND.eq(leaf.field().entity());
        return leaf.field().entity().equals("issue")
                ? kind.and(TextCondition.of(ASSESSMENTS.NAME, leaf))
                : kind.and(ASSESSMENTS.NAME.eq(leaf.field().key())).and(ASSESSMENTS.IS_VALID.eq(1));
    }

    private Condition value(Filter.Leaf leaf) {
        if (leaf.field().entity().equals("issue")) {
            return DSL.noCondition();
        }
        if (readsContent(leaf)) {
            contents.requireSearchable("values of assessments that are no ratings");
        }
        return switch (leaf) {
            case Filter.Null _ -> DSL.noCondition();
            case Filter.In(var _, boolean negated, List<String> values) -> {
                List<String> forms =
                        values.stream().flatMap(AssessmentClauses::forms).toList();
                yield negated ? ASSESSMENTS.VALUE.notIn(forms) : ASSESSMENTS.VALUE.in(forms);
            }
            case Filter.Compare(var _, Comparator comparator, Value.Text(String text)) ->
                switch (comparator) {
                    case EQUAL -> ASSESSMENTS.VALUE.in(forms(text).toList());
                    case NOT_EQUAL -> ASSESSMENTS.VALUE.notIn(forms(text).toList());
                    case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, LIKE, ILIKE, RLIKE ->
                        TextCondition.of(text(), leaf);
                };
            case Filter.Compare _ -> isNumber().and(NumberCondition.of(ASSESSMENTS.NUMBER, leaf));
        };
    }

    /// Whether it takes more than ratings to answer a clause. What is no rating is no number, and is
    /// not equal to any.
    private static boolean readsContent(Filter.Leaf leaf) {
        return switch (leaf) {
            case Filter.Null _ -> false;
            case Filter.In(var _, var _, List<String> values) ->
                !values.stream().allMatch(Ratings::isOneInText);
            case Filter.Compare(var _, Comparator comparator, Value.Text(String text)) ->
                !((comparator == Comparator.EQUAL || comparator == Comparator.NOT_EQUAL) && Ratings.isOneInText(text));
            case Filter.Compare _ -> false;
        };
    }

    /// How a value may be stored: as JSON, that is as it stands, or as a text in quotes.
    private static Stream<String> forms(String text) {
        return Stream.of(text, new String(Json.write(text), StandardCharsets.UTF_8));
    }

    /// What is meant by a text that may be the JSON of a text.
    static String unquoted(String text) {
        if (!text.startsWith("\"")) {
            return text;
        }
        try {
            JsonNode node = Json.readTree(text.getBytes(StandardCharsets.UTF_8));
            return node.isString() ? node.stringValue() : text;
        } catch (ApiException noJson) {
            return text;
        }
    }

    /// A number of JSON begins with a digit or a minus, and nothing else does.
    private static Condition isNumber() {
        return ASSESSMENTS.VALUE.ge("-").and(ASSESSMENTS.VALUE.lt(":"));
    }

    /// A text as it is, anything else as JSON; so is a text with a NUL or half a character, which
    /// PostgreSQL cannot take out.
    private Field<String> text() {
        return switch (dialect) {
            case SQLITE ->
                DSL.field("case when {0} like '\"%' then {0} ->> '$' else {0} end", String.class, ASSESSMENTS.VALUE);
            case POSTGRES ->
                DSL.field(
                        "case when {0} like '\"%' and {0} !~ '\\\\u(0000|[dD][89a-fA-F])'"
                                + " then cast({0} as json) #>> cast(array[] as text[]) else {0} end",
                        String.class, ASSESSMENTS.VALUE);
        };
    }
}
