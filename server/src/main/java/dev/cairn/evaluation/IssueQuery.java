package dev.cairn.evaluation;

import static dev.cairn.access.Resource.ISSUE;
import static dev.cairn.db.schema.Tables.ASSESSMENTS;
import static dev.cairn.db.schema.Tables.EXPERIMENTS;
import static dev.cairn.db.schema.Tables.ISSUES;
import static dev.cairn.db.schema.Tables.TRACES;

import dev.cairn.access.Caller;
import dev.cairn.db.Reached;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.protocol.evaluation.Issue;
import dev.cairn.search.Filter;
import dev.cairn.search.FilterCondition;
import dev.cairn.search.TextCondition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/// The SQL of a search for issues.
final class IssueQuery {
    /// How many traces have an assessment that names the issue.
    private static final Field<Integer> TRACE_COUNT = DSL.field(DSL.select(DSL.countDistinct(ASSESSMENTS.TRACE))
                    .from(ASSESSMENTS)
                    .join(TRACES)
                    .on(TRACES.ID.eq(ASSESSMENTS.TRACE), TRACES.IS_DELETED.eq(DSL.inline(0)))
                    .where(ASSESSMENTS.NAME.eq(ISSUES.ISSUE_ID), ASSESSMENTS.KIND.eq(DSL.inline("issue"))))
            .as("traces");

    private final Transaction tx;
    private final Caller caller;

    IssueQuery(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    List<Issue> find(Optional<Long> experiment, Optional<Filter> filter, boolean countTraces, long offset, int most) {
        return tx.sql()
                .select(countTraces ? with(TRACE_COUNT) : List.of(ISSUES.fields()))
                .from(ISSUES)
                .join(EXPERIMENTS)
                .on(EXPERIMENTS.ID.eq(ISSUES.EXPERIMENT_ID))
                .where(EXPERIMENTS.WORKSPACE_ID.eq(caller.workspace().id()))
                .and(new Reached(tx, Guard.reach(caller, ISSUE)).byId(ISSUES.EXPERIMENT_ID))
                .and(experiment.map(ISSUES.EXPERIMENT_ID::eq).orElseGet(DSL::noCondition))
                .and(filter.map(tree -> FilterCondition.of(tree, IssueQuery::clause))
                        .orElseGet(DSL::noCondition))
                .orderBy(sort(countTraces))
                .limit(most)
                .offset(offset)
                .fetch(row -> issue(row, countTraces));
    }

    private static List<Field<?>> with(Field<?> more) {
        return Stream.concat(Stream.of(ISSUES.fields()), Stream.of(more)).toList();
    }

    private static List<SortField<?>> sort(boolean countTraces) {
        Stream<SortField<?>> count = countTraces ? Stream.of(TRACE_COUNT.desc()) : Stream.of();
        return Stream.of(
                        Stream.of(ISSUES.SEVERITY_RANK.desc()),
                        count,
                        Stream.of(ISSUES.CREATED_TIME.desc(), ISSUES.ISSUE_ID.desc()))
                .<SortField<?>>flatMap(part -> part)
                .toList();
    }

    private static Condition clause(Filter.Leaf leaf) {
        return TextCondition.of(leaf.field().key().equals("status") ? ISSUES.STATUS : ISSUES.SOURCE_RUN_ID, leaf);
    }

    private static Issue issue(Record row, boolean countTraces) {
        return new StoredIssue(
                        row.get(ISSUES.ISSUE_ID),
                        row.get(ISSUES.EXPERIMENT_ID),
                        row.get(ISSUES.NAME),
                        row.get(ISSUES.DESCRIPTION),
                        row.get(ISSUES.STATUS),
                        row.get(ISSUES.SEVERITY),
                        row.get(ISSUES.ROOT_CAUSES),
                        row.get(ISSUES.CATEGORIES),
                        row.get(ISSUES.SOURCE_RUN_ID),
                        row.get(ISSUES.CREATED_BY),
                        row.get(ISSUES.CREATED_TIME),
                        row.get(ISSUES.LAST_UPDATE_TIME))
                .with(countTraces ? row.get(TRACE_COUNT) : null);
    }
}
