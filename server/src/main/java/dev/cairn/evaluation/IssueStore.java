package dev.cairn.evaluation;

import static dev.cairn.access.Resource.ISSUE;

import dev.cairn.access.Caller;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import java.util.Optional;

/// The SQL of single issues, inside one workspace.
final class IssueStore {
    private static final Row<StoredIssue> ROW = row -> new StoredIssue(
            row.getString("issue_id"),
            row.getLong("experiment_id"),
            row.getString("name"),
            row.getString("description"),
            row.getString("status"),
            row.getString("severity"),
            row.getString("root_causes"),
            row.getString("categories"),
            row.getString("source_run_id"),
            row.getString("created_by"),
            row.getLong("created_time"),
            row.getLong("last_update_time"));

    private static final String FIND = """
            SELECT issues.* FROM issues JOIN experiments ON experiments.id = issues.experiment_id
            WHERE issues.issue_id = ? AND experiments.workspace_id = ?
            """;

    private final Transaction tx;
    private final Caller caller;

    IssueStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    Optional<StoredIssue> find(String issueId) {
        return tx.find(FIND, ROW, issueId, caller.workspace().id()).filter(this::admits);
    }

    /// An issue that no other transaction changes until this one ends.
    Optional<StoredIssue> locked(String issueId) {
        return tx.find(
                        FIND + tx.locking("issues"),
                        ROW,
                        issueId,
                        caller.workspace().id())
                .filter(this::admits);
    }

    private boolean admits(StoredIssue issue) {
        return Guard.admits(caller, ISSUE, issue.experiment());
    }

    void insert(StoredIssue issue) {
        tx.update(
                """
                INSERT INTO issues
                  (issue_id, experiment_id, name, description, status, severity, severity_rank, root_causes, categories,
                   source_run_id, created_by, created_time, last_update_time)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                issue.issueId(),
                issue.experiment(),
                issue.name(),
                issue.description(),
                issue.status(),
                issue.severity(),
                Severity.rank(issue.severity()),
                issue.rootCauses(),
                issue.categories(),
                issue.sourceRunId(),
                issue.createdBy(),
                issue.createdTime(),
                issue.lastUpdateTime());
    }

    void update(StoredIssue issue) {
        tx.update(
                """
                UPDATE issues SET name = ?, description = ?, status = ?, severity = ?, severity_rank = ?,
                  last_update_time = ?
                WHERE issue_id = ?
                """,
                issue.name(),
                issue.description(),
                issue.status(),
                issue.severity(),
                Severity.rank(issue.severity()),
                issue.lastUpdateTime(),
                issue.issueId());
    }
}
