package dev.cairn.evaluation;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.evaluation.CreateIssue;
import dev.cairn.protocol.evaluation.GetIssue;
import dev.cairn.protocol.evaluation.Issue;
import dev.cairn.protocol.evaluation.SearchIssues;
import dev.cairn.protocol.evaluation.UpdateIssue;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class IssuesTest {
    private final Evaluator evaluator;
    private final Evaluator stranger;
    private final String experiment;

    IssuesTest(TestDatabase kind) {
        evaluator = new Evaluator(kind);
        stranger = new Evaluator(kind);
        experiment = evaluator.experiment();
    }

    @Test
    void anIssueIsKeptAsItWasMade() {
        String run = evaluator.workspace.run(experiment);
        Issue made = evaluator
                .issues
                .create(
                        evaluator.caller,
                        new CreateIssue(
                                experiment,
                                "slow",
                                "too slow",
                                null,
                                "high",
                                List.of("a", "b \"c\""),
                                run,
                                "me",
                                List.of("speed")))
                .issue();
        assertThat(made.issueId()).matches("iss-[0-9a-f]{32}");
        assertThat(made.status()).isEqualTo("pending");
        assertThat(made.rootCauses()).containsExactly("a", "b \"c\"");
        assertThat(made.traceCount()).isNull();
        assertThat(get(made.issueId())).isEqualTo(made);
    }

    @Test
    void whatIsUnknownIsRefused() {
        assertInvalid(() -> create("n", "X", null, null));
        assertInvalid(() -> create("n", "", null, null));
        assertInvalid(() -> create("n", null, "X", null));
        assertInvalid(() -> create("n", null, null, "no such run"));
        assertInvalid(() -> create("n", null, null, stranger.workspace.run(stranger.experiment())));
        assertInvalid(() -> create("x".repeat(1_001), null, null, null));
        assertMissing(() -> get("nope")).isEqualTo("Issue with ID 'nope' not found");
        assertMissing(() -> evaluator.issues.create(
                evaluator.caller, new CreateIssue("99999999", "n", "d", null, null, List.of(), null, null, List.of())));
        assertThat(found("")).isEmpty();
    }

    @Test
    void onlyWhatIsNamedChanges() {
        Issue made = create("n", null, "low", null);
        Issue updated = evaluator
                .issues
                .update(evaluator.caller, new UpdateIssue(made.issueId(), "new", "", "resolved", null))
                .issue();
        assertThat(updated.name()).isEqualTo("new");
        assertThat(updated.description()).isEqualTo("d");
        assertThat(updated.status()).isEqualTo("resolved");
        assertThat(updated.severity()).isEqualTo("low");
        assertThat(updated.lastUpdatedTimestamp()).isGreaterThan(made.lastUpdatedTimestamp());
        assertThat(get(made.issueId())).isEqualTo(updated);
        assertInvalid(() ->
                evaluator.issues.update(evaluator.caller, new UpdateIssue(made.issueId(), null, null, "bad", null)));
        assertMissing(() -> evaluator.issues.update(evaluator.caller, new UpdateIssue("nope", "n", null, null, null)));
    }

    @Test
    void theGravestComeFirstThenTheNewest() {
        create("none", null, null, null);
        create("low", null, "low", null);
        create("high", null, "high", null);
        create("no issue", null, "not_an_issue", null);
        create("newer low", null, "low", null);
        assertThat(found("")).containsExactly("high", "newer low", "low", "no issue", "none");
    }

    @Test
    void theIssuesOfMoreTracesComeFirstWhereTheseAreCounted() {
        Issue rare = create("rare", null, "low", null);
        Issue often = create("often", null, "low", null);
        create("newest", null, "low", null);
        String first = evaluator.workspace.trace(experiment);
        String second = evaluator.workspace.trace(experiment);
        evaluator.workspace.assess(first, rare.issueId(), "issue");
        evaluator.workspace.assess(first, often.issueId(), "issue");
        evaluator.workspace.assess(first, often.issueId(), "issue");
        evaluator.workspace.assess(second, often.issueId(), "issue");
        evaluator.workspace.assess(second, rare.issueId(), "feedback");
        assertThat(search(experiment, "", 10L, null, true).issues())
                .extracting(Issue::name, Issue::traceCount)
                .containsExactly(Tuple.tuple("often", 2), Tuple.tuple("rare", 1), Tuple.tuple("newest", 0));
    }

    @Test
    void aSearchFindsByStatusAndRun() {
        String run = evaluator.workspace.run(experiment);
        create("a", null, null, run);
        create("b", "resolved", null, null);
        assertThat(found("status = 'pending'")).containsExactly("a");
        assertThat(found("status != 'pending'")).containsExactly("b");
        assertThat(found("source_run_id = '%s' AND status = 'pending'".formatted(run)))
                .containsExactly("a");
        assertThat(found("source_run_id != '%s'".formatted(run))).isEmpty();
        assertInvalid(() -> found("name = 'a'"));
        assertInvalid(() -> search("abc", "", null, null, false));
        assertThat(search("99999999", "", null, null, false).issues()).isEmpty();
    }

    @Test
    void pagesFollowEachOther() {
        create("a", null, null, null);
        create("b", null, null, null);
        SearchIssues.Response first = search(null, "", 1L, null, false);
        SearchIssues.Response second = search(null, "", 1L, first.nextPageToken(), false);
        assertThat(first.issues()).extracting(Issue::name).containsExactly("b");
        assertThat(second.issues()).extracting(Issue::name).containsExactly("a");
        assertThat(second.nextPageToken()).isEmpty();
    }

    @Test
    void noIssueOfAnotherWorkspaceIsSeenOrTouched() {
        Issue made = create("secret", null, null, null);
        assertMissing(() -> stranger.issues.get(stranger.caller, new GetIssue(made.issueId())));
        assertMissing(() ->
                stranger.issues.update(stranger.caller, new UpdateIssue(made.issueId(), "mine", null, null, null)));
        assertMissing(() -> stranger.issues.create(
                stranger.caller, new CreateIssue(experiment, "n", "d", null, null, List.of(), null, null, List.of())));
        assertThat(stranger.issues
                        .search(stranger.caller, new SearchIssues(experiment, null, null, null, true))
                        .issues())
                .isEmpty();
        assertThat(get(made.issueId())).isEqualTo(made);
    }

    private Issue create(String name, @Nullable String status, @Nullable String severity, @Nullable String run) {
        return evaluator
                .issues
                .create(
                        evaluator.caller,
                        new CreateIssue(experiment, name, "d", status, severity, List.of(), run, null, List.of()))
                .issue();
    }

    private Issue get(String id) {
        return evaluator.issues.get(evaluator.caller, new GetIssue(id)).issue();
    }

    private List<String> found(String filter) {
        return search(experiment, filter, null, null, false).issues().stream()
                .map(Issue::name)
                .toList();
    }

    private SearchIssues.Response search(
            @Nullable String id, String filter, @Nullable Long max, @Nullable String token, boolean count) {
        return evaluator.issues.search(evaluator.caller, new SearchIssues(id, filter, max, token, count));
    }
}
