package dev.cairn.review;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.review.AddItemsToReviewQueue;
import dev.cairn.protocol.review.ListReviewQueueItems;
import dev.cairn.protocol.review.RemoveItemsFromReviewQueue;
import dev.cairn.protocol.review.ReviewItemType;
import dev.cairn.protocol.review.ReviewQueueItem;
import dev.cairn.protocol.review.ReviewStatus;
import dev.cairn.protocol.review.SetReviewQueueItemStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ReviewItemsTest {
    private final Reviewing reviewing;
    private final Reviewing stranger;
    private final String queue;
    private final String trace;

    ReviewItemsTest(TestDatabase kind) {
        reviewing = new Reviewing(kind);
        stranger = new Reviewing(kind);
        queue = reviewing.queue("Team", List.of("al"), List.of()).queueId();
        trace = reviewing.workspace.trace(reviewing.experiment);
    }

    @Test
    void tracesAreAddedOnceInTheOrderOfTheRequest() {
        String other = reviewing.workspace.trace(reviewing.experiment);
        List<ReviewQueueItem> items = add(other, " " + trace + " ", other);
        assertThat(items).extracting(ReviewQueueItem::itemId).containsExactly(other, trace);
        assertThat(items).allSatisfy(item -> {
            assertThat(item.status()).isEqualTo(ReviewStatus.PENDING);
            assertThat(item.itemType()).isEqualTo(ReviewItemType.TRACE);
            assertThat(item.queueId()).isEqualTo(queue);
            assertThat(item.completedTimeMs()).isNull();
        });
        setStatus(trace, ReviewStatus.COMPLETE, "al");
        assertThat(add(trace).getFirst().status()).as("stays as it is").isEqualTo(ReviewStatus.COMPLETE);
        assertThat(list(null, null, null).items()).hasSize(2);
    }

    @Test
    void onlyTracesOfTheExperimentAreAddedAndAllOrNone() {
        String elsewhere = reviewing.workspace.trace(reviewing.workspace.experiment());
        assertMissing(() -> add(trace, elsewhere, "nope"))
                .isEqualTo(
                        "Cannot attach trace(s) ['%s', 'nope'] to review queue '%s': they do not exist in experiment '%s'."
                                .formatted(elsewhere, queue, reviewing.experiment));
        assertThat(list(null, null, null).items()).isEmpty();
        assertInvalid(() -> add()).isEqualTo("`item_ids` must be a non-empty list; got [].");
        assertInvalid(() -> add(" "));
        assertInvalid(() -> add("x".repeat(101)));
        assertInvalid(
                () -> add(IntStream.range(0, 5_001).mapToObj(Integer::toString).toArray(String[]::new)));
    }

    @Test
    void aReviewNamesWhoFinishedItFirst() {
        add(trace);
        ReviewQueueItem done = setStatus(trace, ReviewStatus.COMPLETE, " Bob");
        assertThat(done.completedBy()).isEqualTo("bob");
        assertThat(done.completedTimeMs()).isEqualTo(done.lastUpdateTimeMs());
        assertThat(setStatus(" " + trace, ReviewStatus.COMPLETE, "al")).isEqualTo(done);
        assertThat(setStatus(trace, ReviewStatus.DECLINED, "al").completedBy()).isEqualTo("al");
        ReviewQueueItem reopened = setStatus(trace, ReviewStatus.PENDING, null);
        assertThat(reopened.completedBy()).isNull();
        assertThat(reopened.completedTimeMs()).isNull();
        assertThat(list(null, null, null).items()).containsExactly(reopened);
    }

    @Test
    void aReviewNeedsAReviewerAndAnItem() {
        add(trace);
        assertInvalid(() -> setStatus(trace, ReviewStatus.COMPLETE, null))
                .isEqualTo("`completed_by` is required when setting status to `complete`.");
        assertInvalid(() -> setStatus(trace, ReviewStatus.DECLINED, "  "));
        assertInvalid(() -> setStatus(trace, ReviewStatus.PENDING, "al"));
        assertInvalid(() -> setStatus(trace, ReviewStatus.COMPLETE, "x".repeat(251)));
        assertMissing(() -> setStatus("nope", ReviewStatus.COMPLETE, "al"))
                .isEqualTo("Item 'nope' is not attached to review queue '%s'.".formatted(queue));
    }

    @Test
    void listsAreOfAStatusAndGoByPages() {
        String second = reviewing.workspace.trace(reviewing.experiment);
        add(trace);
        add(second);
        setStatus(trace, ReviewStatus.COMPLETE, "al");
        assertThat(ids(list(null, null, null))).containsExactly(second, trace);
        assertThat(ids(list(ReviewStatus.COMPLETE, null, null))).containsExactly(trace);
        ListReviewQueueItems.Response page = list(null, 1L, null);
        assertThat(ids(page)).containsExactly(second);
        assertThat(ids(list(null, 1L, page.nextPageToken()))).containsExactly(trace);
    }

    @Test
    void itemsAreTakenOutAndGoWithTheirTrace() {
        String second = reviewing.workspace.trace(reviewing.experiment);
        add(trace, second);
        remove(trace, "nope");
        remove(trace);
        assertThat(ids(list(null, null, null))).containsExactly(second);
        reviewing.workspace.database.write(tx -> tx.update("DELETE FROM traces WHERE trace_id = ?", second));
        assertThat(list(null, null, null).items()).isEmpty();
        assertInvalid(() -> remove());
    }

    @Test
    void noItemOfAnotherWorkspaceIsSeenOrTouched() {
        add(trace);
        var rules = stranger.items;
        var caller = stranger.caller;
        assertMissing(() -> rules.list(caller, new ListReviewQueueItems(queue, null, null, null)));
        assertMissing(() -> rules.add(caller, new AddItemsToReviewQueue(queue, null, List.of(trace))));
        assertMissing(() -> rules.remove(caller, new RemoveItemsFromReviewQueue(queue, List.of(trace))));
        assertMissing(
                () -> rules.setStatus(caller, new SetReviewQueueItemStatus(queue, trace, ReviewStatus.COMPLETE, "me")));
        String own = stranger.queue("Team", List.of(), List.of()).queueId();
        assertMissing(() -> rules.add(caller, new AddItemsToReviewQueue(own, null, List.of(trace))));
        assertThat(list(null, null, null).items())
                .extracting(ReviewQueueItem::status)
                .containsExactly(ReviewStatus.PENDING);
    }

    private List<ReviewQueueItem> add(String... traces) {
        return reviewing
                .items
                .add(reviewing.caller, new AddItemsToReviewQueue(queue, ReviewItemType.TRACE, List.of(traces)))
                .items();
    }

    private void remove(String... traces) {
        reviewing.items.remove(reviewing.caller, new RemoveItemsFromReviewQueue(queue, List.of(traces)));
    }

    private ReviewQueueItem setStatus(String item, ReviewStatus status, @Nullable String by) {
        return reviewing
                .items
                .setStatus(reviewing.caller, new SetReviewQueueItemStatus(queue, item, status, by))
                .item();
    }

    private ListReviewQueueItems.Response list(
            @Nullable ReviewStatus status, @Nullable Long max, @Nullable String token) {
        return reviewing.items.list(reviewing.caller, new ListReviewQueueItems(queue, status, max, token));
    }

    private static List<String> ids(ListReviewQueueItems.Response page) {
        return page.items().stream().map(ReviewQueueItem::itemId).toList();
    }
}
