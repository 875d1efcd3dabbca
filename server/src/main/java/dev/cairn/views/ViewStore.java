package dev.cairn.views;

import static dev.cairn.access.Resource.EXPERIMENT;

import dev.cairn.access.Caller;
import dev.cairn.db.Row;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.protocol.views.SavedView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of saved views, inside one workspace.
final class ViewStore {
    private static final Row<SavedView> ROW = row -> new SavedView(
            row.getString("view_id"),
            row.getString("name"),
            row.getString("screen"),
            row.getString("experiment_id"),
            row.getString("state"),
            row.getString("owner"),
            row.getInt("is_shared") != 0,
            row.getLong("created_time"),
            row.getLong("last_update_time"));

    private static final String SELECT = "SELECT * FROM saved_views WHERE workspace_id = ? ";

    private final Transaction tx;
    private final Caller caller;

    ViewStore(Transaction tx, Caller caller) {
        this.tx = tx;
        this.caller = caller;
    }

    Optional<SavedView> find(String viewId) {
        return tx.find(SELECT + "AND view_id = ?", ROW, caller.workspace().id(), viewId)
                .filter(this::admits);
    }

    /// A view that no other transaction changes until this one ends.
    Optional<SavedView> locked(String viewId) {
        return tx.find(
                        SELECT + "AND view_id = ? " + tx.locking("saved_views"),
                        ROW,
                        caller.workspace().id(),
                        viewId)
                .filter(this::admits);
    }

    /// Whether the caller sees the experiment that a view is of.
    private boolean admits(SavedView view) {
        return view.experimentId() == null || Guard.admits(caller, EXPERIMENT, view.experimentId());
    }

    long count(String owner) {
        return tx.number(
                "SELECT COUNT(*) FROM saved_views WHERE workspace_id = ? AND owner = ?",
                caller.workspace().id(),
                owner);
    }

    /// The views of a screen that somebody sees: those of an experiment, and those of all.
    List<SavedView> list(String user, String screen, @Nullable Long experiment, long offset, int most) {
        return tx.query(
                SELECT + """
                AND screen = ? AND (experiment_id IS NULL OR experiment_id = ?) AND (is_shared = 1 OR owner = ?)
                ORDER BY name_key, view_id LIMIT ? OFFSET ?
                """,
                ROW,
                caller.workspace().id(),
                screen,
                experiment == null ? -1L : experiment,
                user,
                most,
                offset);
    }

    void insert(SavedView view) {
        tx.update(
                """
                INSERT INTO saved_views
                  (view_id, workspace_id, experiment_id, screen, name, name_key, state, owner, is_shared, created_time,
                   last_update_time)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                view.viewId(),
                caller.workspace().id(),
                view.experimentId() == null ? null : Long.valueOf(view.experimentId()),
                view.screen(),
                view.name(),
                key(view.name()),
                view.state(),
                view.owner(),
                view.shared() ? 1 : 0,
                view.createdAt(),
                view.lastUpdatedAt());
    }

    void update(SavedView view) {
        tx.update(
                """
                UPDATE saved_views SET name = ?, name_key = ?, state = ?, is_shared = ?, last_update_time = ?
                WHERE view_id = ?
                """,
                view.name(),
                key(view.name()),
                view.state(),
                view.shared() ? 1 : 0,
                view.lastUpdatedAt(),
                view.viewId());
    }

    void delete(String viewId) {
        tx.update("DELETE FROM saved_views WHERE view_id = ?", viewId);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
