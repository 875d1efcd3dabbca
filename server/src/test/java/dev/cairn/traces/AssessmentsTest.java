package dev.cairn.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.AssessmentError;
import dev.cairn.protocol.traces.AssessmentSource;
import dev.cairn.protocol.traces.CreateAssessment;
import dev.cairn.protocol.traces.DeleteAssessment;
import dev.cairn.protocol.traces.Expectation;
import dev.cairn.protocol.traces.Feedback;
import dev.cairn.protocol.traces.GetAssessment;
import dev.cairn.protocol.traces.IssueReference;
import dev.cairn.protocol.traces.SearchTracesV3;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.UpdateAssessment;
import dev.cairn.traces.search.TraceFinder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class AssessmentsTest {
    private static final AssessmentSource HUMAN = new AssessmentSource(AssessmentSource.Type.HUMAN, "me");

    private final Tracer tracer;
    private final Tracer stranger;
    private final Assessments assessments;
    private final TraceSearch search;
    private final String experiment;
    private final String trace = Tracer.traceId();

    AssessmentsTest(TestDatabase kind) {
        tracer = new Tracer(kind);
        stranger = new Tracer(kind);
        assessments =
                new Assessments(tracer.database, tracer.tracking, InstantSource.fixed(Instant.ofEpochMilli(5_000)));
        search = new TraceSearch(new TraceFinder(tracer.database, tracer.tracking));
        experiment = tracer.experiment();
    }

    @BeforeEach
    void start() {
        tracer.start(Tracer.told(experiment, trace, Map.of("mlflow.trace.session", "s1"), Map.of()));
    }

    @Test
    void aTraceHasSoManyAssessmentsAndNoMore() {
        tracer.database.write(tx -> tx.update("""
                INSERT INTO assessments
                  (assessment_id, trace, name, kind, source_type, is_valid, creation_time, last_update_time)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4999)
                SELECT t.trace_id || i, t.id, 'many', 'feedback', 'CODE', 1, 0, 0 FROM n, traces t WHERE t.trace_id = ?
                """, trace));
        Assessment last = create(feedback("correct", "yes"));

        assertThatThrownBy(() -> create(feedback("correct", "no")))
                .hasMessage("A trace may have 5,000 assessments. Delete old ones first.");
        assertThatThrownBy(() -> tracer.start(
                        Tracer.told(experiment, trace, Map.of(), List.of(feedback("correct", "no")), Map.of())))
                .hasMessageContaining("5,000");
        assessments.delete(tracer.caller, new DeleteAssessment(trace, Objects.requireNonNull(last.assessmentId())));
        assertThat(create(feedback("correct", "no")).assessmentName()).isEqualTo("correct");
    }

    @Test
    void anAssessmentIsReadAsItWasTold() {
        Assessment made = create(feedback("correct", "yes"));
        assertThat(made.assessmentId()).matches("a-[0-9a-f]{32}");
        assertThat(made.traceId()).isEqualTo(trace);
        assertThat(made.valid()).isTrue();
        assertThat(made.createTime()).isEqualTo("1970-01-01T00:00:05Z");
        assertThat(made.source()).isEqualTo(HUMAN);
        assertThat(get(id(made))).isEqualTo(made);
        assertThat(tracer.info(trace).assessments()).containsExactly(made);
    }

    @Test
    void valuesAreOfAnyKind() {
        for (Object value : List.of(true, 0.25, "text", List.of("a", 1.5), Map.of("k", List.of(false)))) {
            assertThat(Objects.requireNonNull(create(feedback("f", value)).feedback())
                            .value())
                    .hasToString(jsonOf(value));
        }
        Assessment none =
                create(told("f", new Feedback(null, new AssessmentError("E", "why", "t".repeat(2_000))), null, null));
        Feedback feedback = Objects.requireNonNull(none.feedback());
        assertThat(feedback.value()).hasToString("null");
        assertThat(Objects.requireNonNull(
                        Objects.requireNonNull(feedback.error()).stackTrace()))
                .hasSizeLessThan(1_100);
    }

    private static String jsonOf(Object value) {
        return new String(dev.cairn.http.Json.write(value), java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst("^\"(.*)\"$", value instanceof String ? "\"$1\"" : "$0");
    }

    @Test
    void aListIsExpectedAsText() {
        Expectation told = new Expectation(null, new Expectation.SerializedValue("JSON_FORMAT", "[\"a\", {\"b\": 1}]"));
        Expectation made = Objects.requireNonNull(
                create(told("expected", null, told, null)).expectation());
        assertThat(made.value()).isNull();
        assertThat(Objects.requireNonNull(made.serializedValue()).value()).isEqualTo("[\"a\",{\"b\":1}]");
        assertThatThrownBy(() -> create(told(
                        "expected", null, new Expectation(null, new Expectation.SerializedValue("PICKLE", "x")), null)))
                .hasMessageContaining("Only JSON_FORMAT is supported");
    }

    @Test
    void exactlyOneThingIsAssessed() {
        assertThatThrownBy(() -> create(told("x", null, null, null))).hasMessageContaining("Exactly one of");
        assertThatThrownBy(() -> create(told("x", new Feedback(1, null), new Expectation(1, null), null)))
                .hasMessageContaining("Exactly one of");
        assertThatThrownBy(() -> create(told("", new Feedback(1, null), null, null)))
                .hasMessageContaining("assessment_name");
    }

    @Test
    void whatIsOverriddenCountsNoMoreUntilTheOtherIsDeleted() {
        Assessment first = create(feedback("correct", "no"));
        Assessment second = create(overriding(feedback("correct", "yes"), id(first)));
        assertThat(get(id(first)).valid()).isFalse();
        assertThat(found("feedback.correct = 'no'")).isEmpty();
        assertThat(found("feedback.correct = 'yes'")).containsExactly(trace);
        delete(id(second));
        delete(id(second));
        assertThat(get(id(first)).valid()).isTrue();
        assertThat(found("feedback.correct = 'no'")).containsExactly(trace);
        assertThat(found("feedback.correct = 'yes'")).isEmpty();
        assertThatThrownBy(() -> create(overriding(feedback("correct", "yes"), "a-none")))
                .hasMessage("Assessment with ID 'a-none' not found for trace '%s'".formatted(trace));
    }

    @Test
    void onlyTheFieldsOfTheMaskChange() {
        Assessment made = create(withMetadata(feedback("correct", "no"), Map.of("a", "1", "b", "2")));
        Assessment told = withMetadata(feedback("exact", 0.5), Map.of("b", "3"));
        Assessment renamed = update(id(made), told, "assessmentName");
        assertThat(renamed.assessmentName()).isEqualTo("exact");
        assertThat(renamed.feedback()).isEqualTo(made.feedback());
        Assessment merged = update(id(made), told, "feedback,metadata,rationale");
        assertThat(merged.metadata()).isEqualTo(Map.of("a", "1", "b", "3"));
        assertThat(get(id(made))).isEqualTo(merged);
        assertThat(found("feedback.exact >= 0.5")).containsExactly(trace);
        assertThat(found("feedback.exact = 0.5 AND feedback.correct IS NULL")).containsExactly(trace);
        assertThatThrownBy(() -> update(id(made), told("x", null, new Expectation(1, null), null), "expectation"))
                .hasMessage("Cannot update expectation value on a Feedback assessment.");
        assertThatThrownBy(() -> update(id(made), told, "feedback,expectation"))
                .hasMessageContaining("Cannot specify both");
    }

    @Test
    void onlyNumbersAreLessOrMore() {
        create(feedback("yes", "yes"));
        create(feedback("true", true));
        create(feedback("number", 3));
        assertThat(found("feedback.yes > 0")).isEmpty();
        assertThat(found("feedback.true > 0")).isEmpty();
        assertThat(found("feedback.number > 2.5")).containsExactly(trace);
        assertThat(found("feedback.true = 'true'")).containsExactly(trace);
    }

    @Test
    void anAssessmentOfASessionIsOfAllItsTraces() {
        String other = Tracer.traceId();
        tracer.start(Tracer.told(experiment, other, Map.of("mlflow.trace.session", "s1"), Map.of()));
        tracer.start(Tracer.told(experiment, Tracer.traceId(), Map.of("mlflow.trace.session", "s2"), Map.of()));
        create(withMetadata(feedback("polite", "yes"), Map.of("mlflow.trace.session", "s1")));
        assertThat(found("feedback.polite = 'yes'")).containsExactlyInAnyOrder(trace, other);
    }

    @Test
    void anIssueIsFoundByItsId() {
        create(told("iss-1", null, null, new IssueReference("slow")));
        assertThat(found("issue.id = 'iss-1'")).containsExactly(trace);
        assertThat(found("issue.id = 'iss-2'")).isEmpty();
        assertThat(Objects.requireNonNull(
                                tracer.info(trace).assessments().getFirst().issue())
                        .issueName())
                .isEqualTo("slow");
    }

    @Test
    void anIdIsTakenOnlyOnce() {
        Assessment made = create(feedback("a", 1));
        String other = Tracer.traceId();
        tracer.start(Tracer.told(experiment, other, Map.of(), Map.of()));
        assertThatThrownBy(() -> create(made)).hasMessageContaining("already exists");
        assertThatThrownBy(() -> tracer.start(Tracer.told(experiment, other, Map.of(), List.of(made), Map.of())))
                .hasMessageContaining("already exists");
        tracer.start(Tracer.told(experiment, trace, Map.of(), List.of(made), Map.of()));
        assertThat(tracer.info(trace).assessments()).hasSize(1);
    }

    @Test
    void assessmentsOfStrangersDoNotExist() {
        Assessment made = create(feedback("a", 1));
        Assessments theirs = new Assessments(stranger.database, stranger.tracking, InstantSource.system());
        assertThatThrownBy(() -> theirs.get(stranger.caller, new GetAssessment(trace, id(made))))
                .hasMessage("Trace with ID '%s' not found.".formatted(trace));
        assertThatThrownBy(() -> theirs.delete(stranger.caller, new DeleteAssessment(trace, id(made))))
                .hasMessage("Trace with ID '%s' not found.".formatted(trace));
        assertThatThrownBy(() -> theirs.create(stranger.caller, new CreateAssessment(trace, made)))
                .hasMessage("Trace with ID '%s' not found.".formatted(trace));
    }

    @Test
    void whatAnEvaluationMadeGoesWithItsRun() {
        Assessment first = create(feedback("correct", "no"));
        Assessment second = create(withMetadata(
                overriding(feedback("correct", "yes"), id(first)), Map.of("mlflow.assessment.sourceRunId", "run1")));
        tracer.database.write(tx -> {
            new AssessmentStore(tx).deleteOfRun("run1");
            return true;
        });
        assertThat(tracer.info(trace).assessments())
                .extracting(Assessment::assessmentId, Assessment::valid)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(id(first), true));
        assertThatThrownBy(() -> get(id(second))).hasMessageContaining("not found");
    }

    @Test
    void theEndOfARunTouchesNoAssessmentOfAnotherTrace() {
        Assessment first = create(feedback("correct", "no"));
        create(overriding(feedback("correct", "yes"), id(first)));
        Assessment foreign = withMetadata(
                overriding(feedback("correct", "maybe"), id(first)), Map.of("mlflow.assessment.sourceRunId", "run2"));
        tracer.start(Tracer.told(experiment, Tracer.traceId(), Map.of(), List.of(foreign), Map.of()));

        tracer.database.write(tx -> {
            new AssessmentStore(tx).deleteOfRun("run2");
            return true;
        });

        assertThat(get(id(first)).valid()).isFalse();
    }

    private List<String> found(String filter) {
        return search
                .search(
                        tracer.caller,
                        new SearchTracesV3(List.of(TraceLocation.of(experiment)), filter, null, List.of(), null))
                .traces()
                .stream()
                .map(TraceInfo::traceId)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static Assessment feedback(String name, Object value) {
        return told(name, new Feedback(value, null), null, null);
    }

    private static Assessment told(
            String name,
            @Nullable Feedback feedback,
            @Nullable Expectation expectation,
            @Nullable IssueReference issue) {
        return new Assessment(
                null,
                name,
                null,
                null,
                HUMAN,
                null,
                null,
                feedback,
                expectation,
                issue,
                null,
                null,
                Map.of(),
                null,
                null);
    }

    private static Assessment withMetadata(Assessment it, Map<String, String> metadata) {
        return new Assessment(
                it.assessmentId(),
                it.assessmentName(),
                null,
                null,
                it.source(),
                null,
                null,
                it.feedback(),
                it.expectation(),
                it.issue(),
                "because",
                null,
                metadata,
                it.overrides(),
                null);
    }

    private static Assessment overriding(Assessment it, String overrides) {
        return new Assessment(
                null,
                it.assessmentName(),
                null,
                null,
                it.source(),
                null,
                null,
                it.feedback(),
                it.expectation(),
                it.issue(),
                null,
                null,
                it.metadata(),
                overrides,
                null);
    }

    private static String id(Assessment assessment) {
        return Objects.requireNonNull(assessment.assessmentId());
    }

    private Assessment create(Assessment told) {
        return assessments
                .create(tracer.caller, new CreateAssessment(trace, told))
                .assessment();
    }

    private Assessment get(String id) {
        return assessments.get(tracer.caller, new GetAssessment(trace, id)).assessment();
    }

    private Assessment update(String id, Assessment told, String mask) {
        return assessments
                .update(tracer.caller, new UpdateAssessment(trace, id, told, mask))
                .assessment();
    }

    private void delete(String id) {
        assessments.delete(tracer.caller, new DeleteAssessment(trace, id));
    }
}
