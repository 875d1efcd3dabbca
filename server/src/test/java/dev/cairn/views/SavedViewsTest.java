package dev.cairn.views;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.TestCaller;
import dev.cairn.TestWorkspace;
import dev.cairn.access.Caller;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.views.CreateView;
import dev.cairn.protocol.views.DeleteView;
import dev.cairn.protocol.views.GetView;
import dev.cairn.protocol.views.ListViews;
import dev.cairn.protocol.views.SavedView;
import dev.cairn.protocol.views.UpdateView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class SavedViewsTest {
    private static final String STATE = "{\"filter\": \"metrics.loss < 1\"}";

    private final TestWorkspace workspace;
    private final SavedViews views;
    private final String experiment;
    private final Caller ann;
    private final Caller bob;

    SavedViewsTest(TestDatabase kind) {
        workspace = new TestWorkspace(kind);
        views = new SavedViews(workspace.database, workspace.tracking, workspace.clock);
        experiment = workspace.experiment();
        ann = TestCaller.of("ann", workspace.caller.workspace());
        bob = TestCaller.of("bob", workspace.caller.workspace());
    }

    @Test
    void aViewIsKeptAsItWasMade() {
        SavedView made = create(ann, " Best ones ", experiment, true);

        assertThat(made.viewId()).matches("v-[0-9a-f]{32}");
        assertThat(made.name()).isEqualTo("Best ones");
        assertThat(made.owner()).isEqualTo("ann");
        assertThat(get(ann, made.viewId())).isEqualTo(made);
        assertThat(get(bob, made.viewId())).isEqualTo(made);
    }

    @Test
    void aListHasTheViewsOfAnExperimentAndOfAllByName() {
        SavedView second = create(ann, "b", experiment, false);
        SavedView first = create(ann, "A", null, false);
        SavedView third = create(bob, "c", experiment, true);
        create(bob, "only bob's", experiment, false);
        create(ann, "of another experiment", workspace.experiment(), true);
        views.create(ann, new CreateView("of another screen", "traces", experiment, STATE, true));

        assertThat(list(ann, experiment)).containsExactly(first, second, third);
        assertThat(list(ann, null)).containsExactly(first);
    }

    @Test
    void aListGoesByPages() {
        List<SavedView> made = List.of(create(ann, "a", null, false), create(ann, "b", null, false));

        ListViews.Response page = views.list(ann, new ListViews("runs", null, 1L, null));
        ListViews.Response next = views.list(ann, new ListViews("runs", null, 1L, page.nextPageToken()));

        assertThat(page.views()).containsExactly(made.getFirst());
        assertThat(next.views()).containsExactly(made.getLast());
        assertThat(next.nextPageToken()).isNull();
    }

    @Test
    void itsOwnerChangesAView() {
        SavedView made = create(ann, "mine", experiment, false);

        SavedView named = update(ann, new UpdateView(made.viewId(), "ours", null, true, null));
        SavedView moved = update(ann, new UpdateView(made.viewId(), null, "{}", null, named.lastUpdatedAt()));

        assertThat(named.name()).isEqualTo("ours");
        assertThat(named.shared()).isTrue();
        assertThat(named.state()).isEqualTo(STATE);
        assertThat(moved.state()).isEqualTo("{}");
        assertThat(get(bob, made.viewId())).isEqualTo(moved);
    }

    @Test
    void whoeverWasSlowerOverwritesNothing() {
        SavedView made = create(ann, "mine", experiment, false);
        update(ann, new UpdateView(made.viewId(), null, "{}", null, made.lastUpdatedAt()));

        assertRefused(
                ErrorCode.RESOURCE_CONFLICT,
                () -> update(ann, new UpdateView(made.viewId(), null, "[]", null, made.lastUpdatedAt())));
        assertThat(get(ann, made.viewId()).state()).isEqualTo("{}");
    }

    @Test
    void nobodyElseChangesAView() {
        SavedView shared = create(ann, "shared", experiment, true);
        SavedView hidden = create(ann, "hidden", experiment, false);

        assertRefused(
                ErrorCode.PERMISSION_DENIED,
                () -> update(bob, new UpdateView(shared.viewId(), "mine", null, null, null)));
        assertRefused(ErrorCode.PERMISSION_DENIED, () -> views.delete(bob, new DeleteView(shared.viewId())));
        assertMissing(() -> get(bob, hidden.viewId()));
        assertMissing(() -> update(bob, new UpdateView(hidden.viewId(), "mine", null, null, null)));
        assertMissing(() -> views.delete(bob, new DeleteView(hidden.viewId())));
        assertThat(list(ann, experiment)).containsExactly(hidden, shared);
    }

    @Test
    void aDeletedViewIsGone() {
        SavedView made = create(ann, "mine", experiment, false);

        views.delete(ann, new DeleteView(made.viewId()));

        assertMissing(() -> get(ann, made.viewId()));
        assertThat(list(ann, experiment)).isEmpty();
    }

    @Test
    void whatIsTooLongOrNowhereIsRefused() {
        assertInvalid(() -> create(ann, " \t", experiment, false));
        assertInvalid(() -> create(ann, "a".repeat(251), experiment, false));
        assertInvalid(() -> views.create(ann, new CreateView("a", "runs", null, "x".repeat(65_537), false)));
        assertInvalid(() -> views.create(ann, new CreateView("a", "r".repeat(51), null, STATE, false)));
        assertMissing(() -> create(ann, "a", "987654321", false));
        assertMissing(() -> get(ann, "v-nowhere"));
    }

    private SavedView create(Caller caller, String name, @Nullable String of, boolean shared) {
        return views.create(caller, new CreateView(name, "runs", of, STATE, shared))
                .view();
    }

    private SavedView get(Caller caller, String viewId) {
        return views.get(caller, new GetView(viewId)).view();
    }

    private SavedView update(Caller caller, UpdateView request) {
        return views.update(caller, request).view();
    }

    private List<SavedView> list(Caller caller, @Nullable String of) {
        return views.list(caller, new ListViews("runs", of, null, null)).views();
    }
}
