package dev.cairn.approvals;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.approvals.ModelActivity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of what was done to models.
final class ActivityStore {
    static final Row<ModelActivity> ROW = row -> new ModelActivity(
            Long.toString(row.getLong("id")),
            row.getString("name"),
            text(Row.longOrNull(row, "version")),
            row.getString("kind"),
            orNull(row.getString("subject")),
            row.getString("was"),
            row.getString("became"),
            orNull(row.getString("comment")),
            row.getString("user_name"),
            row.getLong("creation_time"),
            row.getLong("last_update_time"));

    private static final String SELECT = """
            SELECT a.*, m.name FROM model_activities a JOIN registered_models m ON m.id = a.model
            """;

    private final Transaction tx;

    ActivityStore(Transaction tx) {
        this.tx = tx;
    }

    private static @Nullable String text(@Nullable Long number) {
        return number == null ? null : number.toString();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /// Adds what somebody did and returns the number of its row.
    long add(Caller caller, Done done, long now) {
        return tx.number(
                """
                INSERT INTO model_activities
                  (workspace_id, model, version, kind, subject, was, became, comment, user_name, creation_time,
                   last_update_time)
                SELECT workspace_id, id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM registered_models WHERE id = ? RETURNING id
                """,
                done.version(),
                done.kind().name(),
                done.subject(),
                done.from(),
                done.to(),
                done.comment(),
                caller.user(),
                now,
                now,
                done.model());
    }

    /// Something that was done in a workspace.
    Optional<ModelActivity> find(Caller caller, long id) {
        return tx.find(
                SELECT + "WHERE a.id = ? AND m.workspace_id = ?",
                ROW,
                id,
                caller.workspace().id());
    }

    /// The number of the row of a model, or of a prompt.
    Optional<Long> model(Workspace workspace, String name) {
        return tx.find(
                "SELECT id FROM registered_models WHERE workspace_id = ? AND name = ?",
                row -> row.getLong(1),
                workspace.id(),
                name);
    }

    void updateComment(long id, String comment, long now) {
        tx.update("UPDATE model_activities SET comment = ?, last_update_time = ? WHERE id = ?", comment, now, id);
    }

    void delete(long id) {
        tx.update("DELETE FROM model_activities WHERE id = ?", id);
    }
}
