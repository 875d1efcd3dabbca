package dev.cairn.review;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.review.AnswerReview;
import dev.cairn.protocol.review.CreateLabelSchema;
import dev.cairn.protocol.review.FindReviewPlace;
import dev.cairn.protocol.review.InputCategorical;
import dev.cairn.protocol.review.InputNumeric;
import dev.cairn.protocol.review.InputPassFail;
import dev.cairn.protocol.review.InputText;
import dev.cairn.protocol.review.LabelSchemaInput;
import dev.cairn.protocol.review.LabelSchemaType;
import dev.cairn.protocol.review.ReviewQueueItem;
import dev.cairn.protocol.review.ReviewStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class ReviewAnswersTest {
    private static final LabelSchemaInput YES_NO =
            new LabelSchemaInput(new InputPassFail("Yes", "No"), null, null, null);

    private final Reviewing reviewing;
    private final Reviewing stranger;
    private final String helpful;
    private final String ideal;
    private final String queue;
    private final String trace;

    ReviewAnswersTest(TestDatabase kind) {
        reviewing = new Reviewing(kind);
        stranger = new Reviewing(kind);
        helpful = schema("helpful", LabelSchemaType.FEEDBACK, YES_NO, true);
        ideal = schema("ideal", LabelSchemaType.EXPECTATION, Reviewing.TEXT, false);
        queue = reviewing.queue("Team", List.of(), List.of(helpful, ideal)).queueId();
        trace = reviewing.workspace.trace(reviewing.experiment);
        reviewing.add(queue, trace);
    }

    private String schema(String name, LabelSchemaType type, LabelSchemaInput input, boolean comment) {
        return reviewing
                .schemas
                .create(reviewing.caller, new CreateLabelSchema(reviewing.experiment, name, type, input, null, comment))
                .labelSchema()
                .schemaId();
    }

    @Test
    void answersAreAssessmentsAndTheItemIsComplete() {
        ReviewQueueItem item = answer("Ann", to(helpful, true, "It did."), to(ideal, "Within 5 days.", "no"));
        assertThat(item.status()).isEqualTo(ReviewStatus.COMPLETE);
        assertThat(item.completedBy()).isEqualTo("ann");
        assertThat(said())
                .containsExactly(
                        "helpful feedback true HUMAN ann It did.",
                        "ideal expectation \"Within 5 days.\" HUMAN ann null");
    }

    @Test
    void whoAnswersAgainChangesTheirAnswersAndNobodyElses() {
        answer("ann", to(helpful, true, "first"), to(ideal, "a", null));
        answer("bob", to(helpful, false, null));
        ReviewQueueItem item = answer("ann", to(helpful, false, "second"));
        assertThat(item.completedBy()).as("who was first stays named").isEqualTo("ann");
        assertThat(said())
                .containsExactly(
                        "helpful feedback false HUMAN ann second",
                        "helpful feedback false HUMAN bob null",
                        "ideal expectation \"a\" HUMAN ann null");
        answer("ann", to(helpful, null, null), to(ideal, null, null));
        assertThat(said()).containsExactly("helpful feedback false HUMAN bob null");
    }

    @Test
    void aPersonsAssessmentOfAnotherKindOrBySomethingElseStays() {
        reviewing.workspace.assess(trace, "helpful", "feedback");
        answer("ann", to(helpful, true, null));
        assertThat(said())
                .containsExactly("helpful feedback null HUMAN null null", "helpful feedback true HUMAN ann null");
    }

    @Test
    void whoeverCallsIsTheReviewerWhereNobodyIsNamed() {
        assertThat(answer(null, to(helpful, true, null)).completedBy()).isEqualTo("someone");
        assertInvalid(() -> answer(" ", to(helpful, true, null)));
        assertInvalid(() -> answer("x".repeat(251), to(helpful, true, null)));
    }

    @Test
    void answersThatDoNotFitTheQuestionAreRefusedAndNothingIsStored() {
        String score = schema(
                "score",
                LabelSchemaType.FEEDBACK,
                new LabelSchemaInput(null, null, new InputNumeric(1.0, 5.0), null),
                false);
        String tone = schema(
                "tone",
                LabelSchemaType.FEEDBACK,
                new LabelSchemaInput(null, new InputCategorical(List.of("warm", "cold"), false), null, null),
                false);
        String flaws = schema(
                "flaws",
                LabelSchemaType.FEEDBACK,
                new LabelSchemaInput(null, new InputCategorical(List.of("a", "b"), true), null, null),
                false);
        String brief = schema(
                "brief", LabelSchemaType.FEEDBACK, new LabelSchemaInput(null, null, null, new InputText(3L)), false);
        String all = reviewing
                .queue("All", List.of(), List.of(helpful, score, tone, flaws, brief))
                .queueId();
        reviewing.add(all, trace);
        List<AnswerReview.Answer> wrong = List.of(
                to(helpful, "yes", null),
                to(score, 6, null),
                to(score, 0.5, null),
                to(score, "3", null),
                to(tone, "hot", null),
                to(tone, List.of("warm"), null),
                to(flaws, List.of(), null),
                to(flaws, List.of("a", "a"), null),
                to(flaws, List.of("a", 1), null),
                to(flaws, "a", null),
                to(brief, "long", null),
                to(brief, 1, null),
                to(ideal, "of another queue", null));
        for (AnswerReview.Answer answer : wrong) {
            assertInvalid(() -> answerIn(all, trace, "ann", List.of(to(helpful, true, null), answer)));
        }
        assertThat(said()).isEmpty();
        assertInvalid(() -> answerIn(all, trace, "ann", List.of(to(score, 9, null))))
                .isEqualTo("The answer to 'score' must be a number from 1.0 on up to 5.0.");
        answerIn(
                all,
                trace,
                "ann",
                List.of(
                        to(score, 4.5, null),
                        to(tone, "warm", null),
                        to(flaws, List.of("b"), null),
                        to(brief, "abc", null)));
        assertThat(said())
                .containsExactly(
                        "brief feedback \"abc\" HUMAN ann null",
                        "flaws feedback [\"b\"] HUMAN ann null",
                        "score feedback 4.5 HUMAN ann null",
                        "tone feedback \"warm\" HUMAN ann null");
    }

    @Test
    void onlyItemsOfTheQueueAreAnsweredByItsWorkspace() {
        String other = reviewing.workspace.trace(reviewing.experiment);
        assertMissing(() -> answerIn(queue, other, "ann", List.of(to(helpful, true, null))));
        assertMissing(() -> stranger.answers.answer(
                stranger.caller, new AnswerReview(queue, trace, "ann", List.of(to(helpful, true, null)))));
        assertThat(said()).isEmpty();
        FindReviewPlace.Response place = reviewing.work.place(reviewing.caller, new FindReviewPlace(queue, trace));
        assertThat(Objects.requireNonNull(place.placed()).item().status()).isEqualTo(ReviewStatus.PENDING);
    }

    private static AnswerReview.Answer to(String schema, @Nullable Object value, @Nullable String comment) {
        return new AnswerReview.Answer(schema, value, comment);
    }

    private ReviewQueueItem answer(@Nullable String reviewer, AnswerReview.Answer... answers) {
        return answerIn(queue, trace, reviewer, List.of(answers));
    }

    private ReviewQueueItem answerIn(
            String inQueue, String item, @Nullable String reviewer, List<AnswerReview.Answer> answers) {
        return reviewing
                .answers
                .answer(reviewing.caller, new AnswerReview(inQueue, item, reviewer, answers))
                .item();
    }

    /// The assessments of the trace as texts.
    private List<String> said() {
        return reviewing.workspace.database.read(tx -> tx.query(
                """
                SELECT a.name, a.kind, a.value, a.source_type, a.source_id, a.rationale
                FROM assessments a JOIN traces t ON t.id = a.trace WHERE t.trace_id = ?
                ORDER BY a.name, a.id
                """,
                row -> "%s %s %s %s %s %s"
                        .formatted(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6)),
                trace));
    }
}
