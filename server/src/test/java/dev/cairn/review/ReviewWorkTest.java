package dev.cairn.review;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.protocol.review.ReviewStatus.COMPLETE;
import static dev.cairn.protocol.review.ReviewStatus.DECLINED;
import static dev.cairn.protocol.review.ReviewStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.review.FindReviewPlace;
import dev.cairn.protocol.review.GetOrCreateUserQueue;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.ListQueueProgress;
import dev.cairn.protocol.review.ListQueuedTraces;
import dev.cairn.protocol.review.QueueProgress;
import dev.cairn.protocol.review.QueuedTrace;
import dev.cairn.protocol.review.ReviewStatus;
import dev.cairn.protocol.traces.TraceState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ReviewWorkTest {
    private final Reviewing reviewing;
    private final Reviewing stranger;
    private final String queue;

    /// The newest stands first in the list.
    private final String third;

    private final String second;
    private final String first;

    ReviewWorkTest(TestDatabase kind) {
        reviewing = new Reviewing(kind);
        stranger = new Reviewing(kind);
        LabelSchema schema = reviewing.schema("q", Reviewing.TEXT);
        reviewing.schema("of others", Reviewing.TEXT);
        queue = reviewing
                .queue("Team", List.of("al"), List.of(schema.schemaId()))
                .queueId();
        third = added();
        second = added();
        first = added();
    }

    private String added() {
        String trace = reviewing.workspace.trace(reviewing.experiment);
        reviewing.add(queue, trace);
        return trace;
    }

    @Test
    void queuesAreListedWithHowFarTheyAre() {
        String empty = reviewing.queue("Empty", List.of(), List.of()).queueId();
        reviewing.setStatus(queue, first, COMPLETE);
        reviewing.setStatus(queue, third, DECLINED);
        List<QueueProgress> listed = overview(null, null).queues();
        assertThat(listed).extracting(one -> one.reviewQueue().queueId()).containsExactly(empty, queue);
        assertThat(listed.getFirst())
                .extracting(QueueProgress::pending, QueueProgress::complete)
                .containsExactly(0L, 0L);
        assertThat(listed.getLast())
                .extracting(QueueProgress::pending, QueueProgress::complete, QueueProgress::declined)
                .containsExactly(1L, 1L, 1L);
        assertThat(listed.getLast().reviewQueue().users()).containsExactly("al");
    }

    @Test
    void queuesComeInPages() {
        reviewing.queue("Second", List.of(), List.of());
        ListQueueProgress.Response page = overview(1L, null);
        assertThat(page.queues()).hasSize(1);
        ListQueueProgress.Response rest = overview(1L, Objects.requireNonNull(page.nextPageToken()));
        assertThat(rest.queues()).extracting(one -> one.reviewQueue().queueId()).containsExactly(queue);
        assertThat(rest.nextPageToken()).isNull();
        assertInvalid(() -> overview(1_001L, null));
    }

    @Test
    void tracesOfAQueueAreShownByWhatPeopleKnowThemBy() {
        reviewing.workspace.database.write(tx -> tx.update(
                "UPDATE traces SET name = 'agent', request_preview = ? WHERE trace_id = ?", "x".repeat(2_000), first));
        reviewing.setStatus(queue, second, COMPLETE);
        List<QueuedTrace> shown = traces(null).traces();
        assertThat(shown).extracting(trace -> trace.item().itemId()).containsExactly(first, second, third);
        assertThat(shown.getFirst().name()).isEqualTo("agent");
        assertThat(shown.getFirst().requestPreview()).isEqualTo("x".repeat(1_000));
        assertThat(shown.getFirst().state()).isEqualTo(TraceState.OK);
        assertThat(shown.get(1).item().completedBy()).isEqualTo("al");
        assertThat(traces(PENDING).traces())
                .extracting(trace -> trace.item().itemId())
                .containsExactly(first, third);
    }

    @Test
    void whatIsInTheTrashIsNeitherShownNorCounted() {
        reviewing.workspace.database.write(
                tx -> tx.update("UPDATE traces SET is_deleted = 1 WHERE trace_id = ?", second));
        assertThat(traces(null).traces()).hasSize(2);
        assertThat(overview(null, null).queues().getFirst().pending()).isEqualTo(2);
        assertThat(placed(first).nextItemId()).isEqualTo(third);
        assertMissing(() -> place(second));
    }

    @Test
    void anItemKnowsItsPlaceItsNeighboursAndWhatIsPending() {
        FindReviewPlace.Placed middle = placed(second);
        assertThat(middle.place()).isEqualTo(2);
        assertThat(middle.previousItemId()).isEqualTo(first);
        assertThat(middle.nextItemId()).isEqualTo(third);
        assertThat(middle.nextPendingItemId()).isEqualTo(third);
        reviewing.setStatus(queue, third, COMPLETE);
        assertThat(placed(second).nextPendingItemId())
                .as("from the beginning on")
                .isEqualTo(first);
        assertThat(placed(first).previousItemId()).isNull();
        assertThat(placed(third).nextItemId()).isNull();
        reviewing.setStatus(queue, first, COMPLETE);
        assertThat(placed(second).nextPendingItemId())
                .as("itself is no next one")
                .isNull();
    }

    @Test
    void withoutAnItemTheFirstThatIsPendingIsGiven() {
        reviewing.setStatus(queue, first, DECLINED);
        assertThat(placed(null).item().itemId()).isEqualTo(second);
        reviewing.setStatus(queue, second, COMPLETE);
        reviewing.setStatus(queue, third, COMPLETE);
        FindReviewPlace.Response done = place(null);
        assertThat(done.placed()).isNull();
        assertThat(done.progress().complete()).isEqualTo(2);
        assertThat(done.progress().declined()).isEqualTo(1);
    }

    @Test
    void aQueueAsksItsOwnQuestionsAndAPersonsOwnAsksAll() {
        assertThat(place(null).labelSchemas()).extracting(LabelSchema::name).containsExactly("q");
        String own = reviewing
                .queues
                .getOrCreateOfUser(reviewing.caller, new GetOrCreateUserQueue(reviewing.experiment, "bob"))
                .reviewQueue()
                .queueId();
        assertThat(reviewing
                        .work
                        .place(reviewing.caller, new FindReviewPlace(own, null))
                        .labelSchemas())
                .extracting(LabelSchema::name)
                .containsExactly("q", "of others");
    }

    @Test
    void nothingIsShownToOtherWorkspaces() {
        assertMissing(
                () -> stranger.work.overview(stranger.caller, new ListQueueProgress(reviewing.experiment, null, null)));
        assertMissing(() -> stranger.work.traces(stranger.caller, new ListQueuedTraces(queue, null, null, null)));
        assertMissing(() -> stranger.work.place(stranger.caller, new FindReviewPlace(queue, first)));
    }

    private ListQueueProgress.Response overview(@Nullable Long size, @Nullable String token) {
        return reviewing.work.overview(reviewing.caller, new ListQueueProgress(reviewing.experiment, size, token));
    }

    private ListQueuedTraces.Response traces(@Nullable ReviewStatus status) {
        return reviewing.work.traces(reviewing.caller, new ListQueuedTraces(queue, status, null, null));
    }

    private FindReviewPlace.Response place(@Nullable String item) {
        return reviewing.work.place(reviewing.caller, new FindReviewPlace(queue, item));
    }

    private FindReviewPlace.Placed placed(@Nullable String item) {
        return Objects.requireNonNull(place(item).placed());
    }
}
