package dev.cairn.views;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.views.CreateView;
import dev.cairn.protocol.views.DeleteView;
import dev.cairn.protocol.views.GetView;
import dev.cairn.protocol.views.ListViews;
import dev.cairn.protocol.views.SavedView;
import dev.cairn.protocol.views.UpdateView;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.text.NewIds;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What screens showed, kept under names. Everybody sees the shared ones and their own; only the owner changes a view.
final class SavedViews {
    private static final int MAX_NAME = 250;
    private static final int MAX_SCREEN = 50;

    /// Characters of a state.
    private static final int MAX_STATE = 64 * 1024;

    /// Views of one person.
    private static final int MAX_VIEWS = 2_000;

    private final Database database;
    private final Tracking tracking;
    private final InstantSource clock;

    SavedViews(Database database, Tracking tracking, InstantSource clock) {
        this.database = database;
        this.tracking = tracking;
        this.clock = clock;
    }

    CreateView.Response create(Caller caller, CreateView request) {
        String name = checkedName(request.name());
        checkLength("screen", MAX_SCREEN, request.screen());
        checkLength("state", MAX_STATE, request.state());
        return database.write(tx -> {
            ViewStore store = new ViewStore(tx, caller);
            if (store.count(caller.user()) >= MAX_VIEWS) {
                throw ApiException.invalidState(
                        "You have %d saved views, which is as many as one may have: delete some.".formatted(MAX_VIEWS));
            }
            long now = clock.millis();
            SavedView view = new SavedView(
                    NewIds.of("v-"),
                    name,
                    request.screen(),
                    request.experimentId() == null
                            ? null
                            : Long.toString(tracking.getExperiment(tx, caller, request.experimentId())),
                    request.state(),
                    caller.user(),
                    Boolean.TRUE.equals(request.shared()),
                    now,
                    now);
            store.insert(view);
            Act.isAbout("view_id", view.viewId());
            return new CreateView.Response(view);
        });
    }

    GetView.Response get(Caller caller, GetView request) {
        return database.read(tx -> new GetView.Response(visible(tx, caller, request.viewId())));
    }

    ListViews.Response list(Caller caller, ListViews request) {
        int size = PageSize.VIEWS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            Long experiment = request.experimentId() == null
                    ? null
                    : Long.valueOf(tracking.getExperiment(tx, caller, request.experimentId()));
            ViewStore store = new ViewStore(tx, caller);
            Page<SavedView> page = Page.of(
                    offset, size, most -> store.list(caller.user(), request.screen(), experiment, offset, most));
            return new ListViews.Response(page.rows(), page.next());
        });
    }

    UpdateView.Response update(Caller caller, UpdateView request) {
        return database.write(tx -> {
            SavedView before = own(tx, caller, request.viewId());
            if (request.lastUpdatedAt() != null && request.lastUpdatedAt() != before.lastUpdatedAt()) {
                throw new ApiException(
                        ErrorCode.RESOURCE_CONFLICT,
                        "The view was changed since you read it: read it again, then change it.");
            }
            if (request.state() != null) {
                checkLength("state", MAX_STATE, request.state());
            }
            SavedView after = new SavedView(
                    before.viewId(),
                    request.name() == null ? before.name() : checkedName(request.name()),
                    before.screen(),
                    before.experimentId(),
                    Objects.requireNonNullElse(request.state(), before.state()),
                    before.owner(),
                    Objects.requireNonNullElse(request.shared(), before.shared()),
                    before.createdAt(),
                    Math.max(clock.millis(), before.lastUpdatedAt() + 1)); // each change is told apart
            new ViewStore(tx, caller).update(after);
            return new UpdateView.Response(after);
        });
    }

    Empty delete(Caller caller, DeleteView request) {
        return database.write(tx -> {
            new ViewStore(tx, caller).delete(own(tx, caller, request.viewId()).viewId());
            return Empty.EMPTY;
        });
    }

    /// A view that the caller owns, which nobody else changes until the transaction ends.
    private static SavedView own(Transaction tx, Caller caller, String viewId) {
        SavedView view = shown(new ViewStore(tx, caller).locked(viewId).orElse(null), caller, viewId);
        if (!view.owner().equals(caller.user())) {
            throw new ApiException(
                    ErrorCode.PERMISSION_DENIED,
                    "The view belongs to %s: save one of your own instead."
                            .formatted(view.owner().isEmpty() ? "nobody any more" : view.owner()));
        }
        return view;
    }

    private static SavedView visible(Transaction tx, Caller caller, String viewId) {
        return shown(new ViewStore(tx, caller).find(viewId).orElse(null), caller, viewId);
    }

    /// What others keep to themselves is as if it were not there.
    private static SavedView shown(@Nullable SavedView view, Caller caller, String viewId) {
        if (view == null || !(view.shared() || view.owner().equals(caller.user()))) {
            throw ApiException.missing("There is no saved view with id '%s'.".formatted(viewId));
        }
        return view;
    }

    private static String checkedName(String name) {
        String bare = name.strip();
        if (bare.isEmpty()) {
            throw ApiException.invalid("The `name` of a view must have a letter or digit.");
        }
        checkLength("name", MAX_NAME, bare);
        return bare;
    }

    private static void checkLength(String field, int limit, String text) {
        if (text.length() > limit) {
            throw ApiException.invalid(
                    "`%s` of a view must be at most %d characters; got %d.".formatted(field, limit, text.length()));
        }
    }
}
