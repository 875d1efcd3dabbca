package dev.cairn.review;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.Refused.assertRefused;
import static dev.cairn.review.Reviewing.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.review.AddItemsToReviewQueue;
import dev.cairn.protocol.review.CreateReviewQueue;
import dev.cairn.protocol.review.DeleteLabelSchema;
import dev.cairn.protocol.review.DeleteReviewQueue;
import dev.cairn.protocol.review.GetOrCreateUserQueue;
import dev.cairn.protocol.review.GetReviewQueue;
import dev.cairn.protocol.review.GetReviewQueueByName;
import dev.cairn.protocol.review.ListReviewQueues;
import dev.cairn.protocol.review.ReviewQueue;
import dev.cairn.protocol.review.ReviewQueueType;
import dev.cairn.protocol.review.UpdateReviewQueue;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ReviewQueuesTest {
    private final Reviewing reviewing;
    private final Reviewing stranger;

    ReviewQueuesTest(TestDatabase kind) {
        reviewing = new Reviewing(kind);
        stranger = new Reviewing(kind);
    }

    @Test
    void aQueueIsKeptWithItsPeopleAndQuestions() {
        String schema = reviewing.schema("q", TEXT).schemaId();
        ReviewQueue made = reviewing.queue(" Team A ", List.of("Bob ", "bob", "al"), List.of(schema));
        assertThat(made.queueId()).matches("rq-[0-9a-f]{32}");
        assertThat(made.name()).isEqualTo("Team A");
        assertThat(made.users()).containsExactly("al", "bob");
        assertThat(made.schemaIds()).containsExactly(schema);
        assertThat(made.createdBy()).isNull();
        assertThat(get(made.queueId())).isEqualTo(made);
        assertThat(byName("TEAM a")).isEqualTo(made);
        assertMissing(() -> get("nope")).isEqualTo("Review queue with id 'nope' not found.");
        assertMissing(() -> byName("nope"));
    }

    @Test
    void namesDifferInMoreThanCase() {
        reviewing.queue("Team", List.of(), List.of());
        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> reviewing.queue("TEAM", List.of(), List.of()))
                .isEqualTo("Review queue with name 'TEAM' already exists (names are case-insensitive).");
        assertInvalid(() -> reviewing.queue("Default", List.of(), List.of())).contains("reserved");
        assertInvalid(() -> reviewing.queue("  ", List.of(), List.of()))
                .isEqualTo("`name` must be a non-empty string; got ''.");
        assertInvalid(() -> reviewing.queue("x".repeat(251), List.of(), List.of()));
    }

    @Test
    void peopleAndQuestionsAreChecked() {
        List<String> eleven = IntStream.range(0, 11).mapToObj(Integer::toString).toList();
        assertInvalid(() -> reviewing.queue("q", eleven, List.of()));
        assertInvalid(() -> reviewing.queue("q", List.of(" "), List.of()));
        assertInvalid(() -> reviewing.queue("q", List.of("x".repeat(251)), List.of()));
        assertInvalid(() -> reviewing.queue("q", List.of(), List.of("")));
        assertInvalid(() -> reviewing.queue("q", List.of(), List.of("nope")))
                .isEqualTo(
                        "Label schema id(s) ['nope'] not found for experiment '%s'.".formatted(reviewing.experiment));
        String foreign = stranger.schema("q", TEXT).schemaId();
        assertInvalid(() -> reviewing.queue("q", List.of(), List.of(foreign)));
        assertThat(list(null, null, null, null).reviewQueues()).isEmpty();
    }

    @Test
    void aPersonsQueueIsMadeOnceAndStays() {
        ReviewQueue made = ofUser(" CAROL");
        assertThat(made.name()).isEqualTo("carol");
        assertThat(made.users()).containsExactly("carol");
        assertThat(made.createdBy()).isEqualTo("carol");
        assertThat(ofUser("carol")).isEqualTo(made);
        assertThat(ofUser("default").queueType()).isEqualTo(ReviewQueueType.USER);
        assertInvalid(() -> ofUser(" "));
        assertInvalid(() -> update(made.queueId(), null, null, null, null)).contains("cannot be updated");

        reviewing.queue("Team", List.of(), List.of());
        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> ofUser("team"))
                .isEqualTo("A non-user queue named 'team' already exists; cannot get-or-create a user queue with that"
                        + " name.");
    }

    @Test
    void aPersonsQueueIsForThemAlone() {
        String schema = reviewing.schema("q", TEXT).schemaId();
        assertInvalid(() -> createOfUser("dan", List.of("x"), List.of()))
                .isEqualTo("A user queue must have exactly one assigned user equal to its name; got name='dan' and"
                        + " users=['x'].");
        assertInvalid(() -> createOfUser("dan", List.of(), List.of(schema)));
        assertThat(createOfUser("Dan", List.of("DAN"), List.of()).users()).containsExactly("dan");
    }

    @Test
    void onlyWhatIsNamedChanges() {
        String schema = reviewing.schema("q", TEXT).schemaId();
        ReviewQueue made = reviewing.queue("Team", List.of("al"), List.of());
        assertThat(update(made.queueId(), null, null, null, null)).isEqualTo(made);

        ReviewQueue changed = update(made.queueId(), List.of("Z", "y"), List.of(schema), "TEAM", " Own ");
        assertThat(changed.users()).containsExactly("y", "z");
        assertThat(changed.schemaIds()).containsExactly(schema);
        assertThat(changed.name()).isEqualTo("TEAM");
        assertThat(changed.createdBy()).isEqualTo("Own");
        assertThat(changed.lastUpdateTimeMs()).isGreaterThan(made.lastUpdateTimeMs());
        assertThat(get(made.queueId())).isEqualTo(changed);
        assertThat(update(made.queueId(), List.of(), null, null, null).users()).isEmpty();

        reviewing.queue("other", List.of(), List.of());
        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> update(made.queueId(), null, null, "OTHER", null));
        assertInvalid(() -> update(made.queueId(), null, null, "", null));
        assertInvalid(() -> update(made.queueId(), null, null, null, " "));
        assertMissing(() -> update("nope", null, null, "x", null));
    }

    @Test
    void questionsAreLockedOnceThereIsSomethingToReview() {
        String schema = reviewing.schema("q", TEXT).schemaId();
        ReviewQueue queue = reviewing.queue("Team", List.of(), List.of(schema));
        add(queue.queueId(), reviewing.workspace.trace(reviewing.experiment));
        assertInvalid(() -> update(queue.queueId(), List.of("al"), List.of(), null, null))
                .contains("are locked");
        assertThat(get(queue.queueId())).isEqualTo(queue);
        assertThat(update(queue.queueId(), List.of("al"), null, null, null).users())
                .containsExactly("al");
        reviewing.schemas.delete(reviewing.caller, new DeleteLabelSchema(schema));
        assertThat(get(queue.queueId()).schemaIds()).as("what was asked").containsExactly(schema);
    }

    @Test
    void listsAreOfAnExperimentAPersonOrATrace() {
        ReviewQueue first = reviewing.queue("first", List.of("Bob"), List.of());
        reviewing.queue("second", List.of("al"), List.of());
        ofUser("bob");
        String trace = reviewing.workspace.trace(reviewing.experiment);
        add(first.queueId(), trace);
        assertThat(names(list(null, null, null, null))).containsExactly("bob", "second", "first");
        assertThat(names(list(" BOB", null, null, null))).containsExactly("bob", "first");
        assertThat(names(list(null, trace, null, null))).containsExactly("first");
        assertThat(names(list("al", trace, null, null))).isEmpty();
        ListReviewQueues.Response page = list(null, null, 2L, null);
        assertThat(names(list(null, null, 2L, page.nextPageToken()))).containsExactly("first");
        assertInvalid(() -> list(null, null, 0L, null));
    }

    @Test
    void deletingMayBeRepeatedAndFreesTheName() {
        ReviewQueue made = reviewing.queue("Team", List.of("al"), List.of());
        add(made.queueId(), reviewing.workspace.trace(reviewing.experiment));
        delete(reviewing, made.queueId());
        delete(reviewing, made.queueId());
        assertMissing(() -> get(made.queueId()));
        assertThat(reviewing.queue("team", List.of(), List.of()).users()).isEmpty();
    }

    @Test
    void noQueueOfAnotherWorkspaceIsSeenOrTouched() {
        ReviewQueue made = reviewing.queue("Team", List.of("al"), List.of());
        var rules = stranger.queues;
        var caller = stranger.caller;
        assertMissing(() -> rules.get(caller, new GetReviewQueue(made.queueId())));
        assertMissing(() -> rules.getByName(caller, new GetReviewQueueByName(reviewing.experiment, "Team")));
        assertMissing(() -> rules.list(caller, new ListReviewQueues(reviewing.experiment, null, null, null, null)));
        assertMissing(() -> rules.create(
                caller,
                new CreateReviewQueue(reviewing.experiment, "x", ReviewQueueType.CUSTOM, List.of(), List.of())));
        assertMissing(() -> rules.getOrCreateOfUser(caller, new GetOrCreateUserQueue(reviewing.experiment, "al")));
        assertMissing(() -> rules.update(
                caller, new UpdateReviewQueue(made.queueId(), true, List.of("me"), null, List.of(), null, null)));
        delete(stranger, made.queueId());
        assertThat(get(made.queueId())).isEqualTo(made);
    }

    private ReviewQueue get(String id) {
        return reviewing.queues.get(reviewing.caller, new GetReviewQueue(id)).reviewQueue();
    }

    private ReviewQueue byName(String name) {
        return reviewing
                .queues
                .getByName(reviewing.caller, new GetReviewQueueByName(reviewing.experiment, name))
                .reviewQueue();
    }

    private ReviewQueue ofUser(String user) {
        return reviewing
                .queues
                .getOrCreateOfUser(reviewing.caller, new GetOrCreateUserQueue(reviewing.experiment, user))
                .reviewQueue();
    }

    private ReviewQueue createOfUser(String name, List<String> users, List<String> schemas) {
        return reviewing
                .queues
                .create(
                        reviewing.caller,
                        new CreateReviewQueue(reviewing.experiment, name, ReviewQueueType.USER, users, schemas))
                .reviewQueue();
    }

    private ReviewQueue update(
            String id,
            @Nullable List<String> users,
            @Nullable List<String> schemas,
            @Nullable String name,
            @Nullable String owner) {
        return reviewing
                .queues
                .update(
                        reviewing.caller,
                        new UpdateReviewQueue(
                                id,
                                users != null,
                                users == null ? List.of() : users,
                                schemas != null,
                                schemas == null ? List.of() : schemas,
                                name,
                                owner))
                .reviewQueue();
    }

    private void add(String queue, String trace) {
        reviewing.items.add(reviewing.caller, new AddItemsToReviewQueue(queue, null, List.of(trace)));
    }

    private ListReviewQueues.Response list(
            @Nullable String user, @Nullable String item, @Nullable Long max, @Nullable String token) {
        return reviewing.queues.list(
                reviewing.caller, new ListReviewQueues(reviewing.experiment, user, max, token, item));
    }

    private static List<String> names(ListReviewQueues.Response page) {
        return page.reviewQueues().stream().map(ReviewQueue::name).toList();
    }

    private static void delete(Reviewing by, String id) {
        by.queues.delete(by.caller, new DeleteReviewQueue(id));
    }
}
