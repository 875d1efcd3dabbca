package dev.cairn.evaluation;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.evaluation.CreateIssue;
import dev.cairn.protocol.evaluation.GetIssue;
import dev.cairn.protocol.evaluation.Issue;
import dev.cairn.protocol.evaluation.SearchIssues;
import dev.cairn.protocol.evaluation.UpdateIssue;
import dev.cairn.search.Filter;
import dev.cairn.search.Grammars;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.text.Lengths;
import dev.cairn.text.NewIds;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Problems that were found in the traces of experiments (semantics, section 21).
final class Issues {
    private static final String NEW = "pending";
    private static final List<String> STATES = List.of(NEW, "rejected", "resolved");
    private static final int MAX_NAME = 1_000;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final int MAX_LIST = 100;
    private static final int MAX_ENTRY = 10_000;

    private final Database database;
    private final Tracking tracking;
    private final InstantSource clock;

    Issues(Database database, Tracking tracking, InstantSource clock) {
        this.database = database;
        this.tracking = tracking;
        this.clock = clock;
    }

    CreateIssue.Response create(Caller caller, CreateIssue request) {
        check(request.name(), request.description(), request.status(), request.severity());
        checkList("root_causes", request.rootCauses());
        checkList("categories", request.categories());
        String run = nonEmpty(request.sourceRunId());
        return database.write(tx -> {
            long experiment = tracking.activeExperiment(tx, caller, request.experimentId())
                    .id();
            if (run != null && tracking.findRun(tx, caller.looking(), run).isEmpty()) {
                throw ApiException.invalid("source_run_id: there is no run with id " + run);
            }
            long now = clock.millis();
            StoredIssue issue = new StoredIssue(
                    NewIds.of("iss-"),
                    experiment,
                    request.name(),
                    request.description(),
                    Objects.requireNonNullElse(request.status(), NEW),
                    request.severity(),
                    StoredIssue.json(request.rootCauses()),
                    StoredIssue.json(request.categories()),
                    run,
                    nonEmpty(request.createdBy()),
                    now,
                    now);
            new IssueStore(tx, caller).insert(issue);
            return new CreateIssue.Response(issue.with(null));
        });
    }

    GetIssue.Response get(Caller caller, GetIssue request) {
        return database.read(tx -> new GetIssue.Response(new IssueStore(tx, caller)
                .find(request.issueId())
                .orElseThrow(() -> missing(request.issueId()))
                .with(null)));
    }

    UpdateIssue.Response update(Caller caller, UpdateIssue request) {
        String name = nonEmpty(request.name());
        String description = nonEmpty(request.description());
        check(name, description, request.status(), request.severity());
        return database.write(tx -> {
            IssueStore store = new IssueStore(tx, caller);
            StoredIssue before = store.locked(request.issueId()).orElseThrow(() -> missing(request.issueId()));
            StoredIssue after = new StoredIssue(
                    before.issueId(),
                    before.experiment(),
                    Objects.requireNonNullElse(name, before.name()),
                    Objects.requireNonNullElse(description, before.description()),
                    Objects.requireNonNullElse(request.status(), before.status()),
                    request.severity() == null ? before.severity() : request.severity(),
                    before.rootCauses(),
                    before.categories(),
                    before.sourceRunId(),
                    before.createdBy(),
                    before.createdTime(),
                    clock.millis());
            store.update(after);
            return new UpdateIssue.Response(after.with(null));
        });
    }

    SearchIssues.Response search(Caller caller, SearchIssues request) {
        Optional<Filter> filter = Grammars.ISSUES.filter(request.filterString());
        int size = PageSize.ISSUES.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        Optional<Long> experiment =
                Optional.ofNullable(nonEmpty(request.experimentId())).map(tracking::experimentNumber);
        boolean countTraces = Boolean.TRUE.equals(request.includeTraceCount());
        return database.read(tx -> {
            IssueQuery query = new IssueQuery(tx, caller);
            Page<Issue> page = Page.of(offset, size, most -> query.find(experiment, filter, countTraces, offset, most));
            return new SearchIssues.Response(page.rows(), Objects.requireNonNullElse(page.next(), ""));
        });
    }

    private static void check(
            @Nullable String name, @Nullable String description, @Nullable String status, @Nullable String severity) {
        Lengths.check("name", MAX_NAME, Objects.requireNonNullElse(name, ""));
        Lengths.check("description", MAX_DESCRIPTION, Objects.requireNonNullElse(description, ""));
        checkWord("status", status, STATES);
        checkWord("severity", severity, Severity.NAMES);
    }

    private static void checkWord(String field, @Nullable String word, List<String> words) {
        if (word != null && !words.contains(word)) {
            throw ApiException.invalidValue(field, word, "It must be one of " + String.join(", ", words) + ".");
        }
    }

    private static void checkList(String field, List<String> entries) {
        if (entries.size() > MAX_LIST) {
            throw ApiException.invalid(
                    "%s has %d entries, at most %d are accepted".formatted(field, entries.size(), MAX_LIST));
        }
        entries.forEach(entry -> Lengths.check(field, MAX_ENTRY, entry));
    }

    private static @Nullable String nonEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static ApiException missing(String issueId) {
        return ApiException.missing("Issue with ID '%s' not found".formatted(issueId));
    }
}
