package dev.cairn.traces;

import static dev.cairn.Refused.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.encryption.Keys;
import dev.cairn.encryption.TestKeys;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.AssessmentSource;
import dev.cairn.protocol.traces.Expectation;
import dev.cairn.protocol.traces.Feedback;
import dev.cairn.protocol.traces.SearchSessions;
import dev.cairn.protocol.traces.SearchTracesV3;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceLocation;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.traces.search.TraceFinder;
import dev.cairn.traces.terms.TraceIndex;
import dev.cairn.traces.terms.TraceTerms;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Traces whose contents are encrypted, as servers with the switch on and off see them.
@OnEachDatabase
class EncryptedTracesTest {
    private static final String SECRET = "a word that nobody guesses 3f1c";

    private final Database plain;
    private final Database off;
    private final Database on;
    private final Tracer tracer;
    private final String experiment;
    private final String id = Tracer.traceId();

    EncryptedTracesTest(TestDatabase kind) {
        plain = kind.fresh();
        Keys keys = TestKeys.of(plain);
        off = plain.storing(keys.contents(false));
        on = plain.storing(keys.contents(true));
        tracer = new Tracer(on);
        experiment = tracer.experiment();
    }

    @AfterEach
    void close() {
        plain.close();
    }

    @Test
    void aTraceComesBackAsItWasSentAndNothingOfItStandsInTheDatabase() {
        TraceCopy sent = add(on, id);

        assertThat(read(on, id)).isEqualTo(read(off, id)).isEqualTo(sent);
        assertThat(all("SELECT content FROM span_contents"))
                .hasSize(1)
                .allSatisfy(text -> assertThat(text).startsWith("cairn:sealed:1:"));
        for (String column : List.of(
                "request_preview FROM traces",
                "response_preview FROM traces",
                "value FROM trace_metadata",
                "metadata FROM trace_texts",
                "value FROM assessments",
                "rationale FROM assessments",
                "metadata FROM assessments")) {
            assertThat(all("SELECT " + column)).as(column).isNotEmpty().noneMatch(text -> text.contains(SECRET));
        }
    }

    @Test
    void whatWasStoredBeforeAndAfterTheSwitchWasOnIsReadAsWell() {
        String before = Tracer.traceId();
        String after = Tracer.traceId();
        TraceCopy first = add(off, before);
        add(on, id);
        TraceCopy last = add(off, after);

        for (Database database : List.of(on, off)) {
            assertThat(read(database, before)).isEqualTo(first);
            assertThat(read(database, after)).isEqualTo(last);
        }
        assertThat(all("SELECT content FROM span_contents"))
                .filteredOn(text -> text.contains(SECRET))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE span_contents SET content = (SELECT max(content) FROM span_contents)",
                "UPDATE traces SET request_preview = (SELECT max(request_preview) FROM traces)",
                "UPDATE traces SET request_preview = response_preview",
                "UPDATE assessments SET rationale = (SELECT max(rationale) FROM assessments)",
                "UPDATE trace_texts SET metadata = (SELECT max(metadata) FROM trace_texts)"
            })
    void whatIsPutInThePlaceOfAnotherIsRefused(String change) {
        String other = Tracer.traceId();
        add(on, id);
        add(on, other);
        plain.write(tx -> tx.update(change));

        assertThatThrownBy(() -> {
                    read(on, id);
                    read(on, other);
                })
                .hasMessageContaining("is not as this server stored it");
    }

    @Test
    void searchesByNamesTagsAndRatingsFindWhatTheyShould() {
        add(on, id);
        TraceIndex.catchUp(on);

        for (Database database : List.of(on, off)) {
            for (String filter : List.of(
                    "tags.team = 'red'",
                    "metadata.`mlflow.trace.session` = 'the session'",
                    "span.name = 'root'",
                    "feedback.correct = 'yes'",
                    "feedback.correct != 'no'",
                    "feedback.correct IN ('yes', 'no')",
                    "feedback.score > 3",
                    "feedback.score = '4'",
                    "expectation.answer IS NOT NULL")) {
                assertThat(found(database, filter)).as(filter).containsExactly(id);
            }
            for (String filter : List.of("feedback.correct = 'no'", "feedback.score > 4", "span.name = 'other'")) {
                assertThat(found(database, filter)).as(filter).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trace.text ILIKE '%word%'",
                "span.content LIKE '%word%'",
                "span.attributes.color = 'red'",
                "span.name = 'root' AND span.attributes.color != 'red'",
                "feedback.correct = 'a word'",
                "feedback.correct LIKE 'y%'",
                "expectation.answer IN ('yes', 'a word')",
                "metadata.`mlflow.traceInputs` = 'a word'"
            })
    void searchesByContentsAreRefusedOnceSomeMayBeEncrypted(String filter) {
        add(off, id);
        assertInvalid(() -> found(on, filter));
        assertInvalid(() -> found(off, filter));
        assertThatThrownBy(() -> found(on, filter)).hasMessageContaining("--encrypt-contents");
    }

    @Test
    void nothingIsIndexedByWhatSpansAndAssessmentsHold() {
        add(on, id);
        assertThat(isIndexed(TraceTerms.SPAN_ATTRIBUTE.of("color"))).isFalse();
        assertThat(isIndexed(TraceTerms.SPAN_ATTRIBUTE.of("color", SECRET))).isFalse();
        assertThat(isIndexed(TraceTerms.EXPECTATION.of("answer", SECRET))).isFalse();
        assertThat(isIndexed(TraceTerms.TAG.of("team", "red"))).isTrue();

        add(off, Tracer.traceId());
        assertThat(isIndexed(TraceTerms.SPAN_ATTRIBUTE.of("color", SECRET))).isTrue();
        assertThat(isIndexed(TraceTerms.EXPECTATION.of("answer", SECRET))).isTrue();
    }

    @Test
    void listsOfSessionsShowWhatWasAsked() {
        add(on, id);

        assertThat(new TraceFinder(on, tracer.tracking)
                        .sessions(tracer.caller, new SearchSessions(experiment, null, null, null))
                        .sessions()
                        .getFirst()
                        .firstRequest())
                .isEqualTo("asked: " + SECRET);
    }

    private TraceCopy add(Database database, String traceId) {
        TraceInfo info = new TraceInfo(
                traceId,
                null,
                TraceLocation.of(experiment),
                "asked: " + SECRET,
                "answered: " + SECRET,
                "2024-05-01T12:00:00.250Z",
                "1.500s",
                TraceState.OK,
                Map.of("mlflow.traceInputs", SECRET, "mlflow.trace.session", "the session"),
                List.of(
                        assessment(traceId + "1", "correct", new Feedback("yes", null), null),
                        assessment(traceId + "2", "score", new Feedback(4, null), null),
                        assessment(traceId + "3", "answer", null, new Expectation(SECRET, null))),
                Map.of("team", "red"));
        String span = """
                {"trace_id": "AAAAAAAAAAAAAAAAAAAACg==", "span_id": "AAAAAAAAAAE=", "name": "root", "start_time_unix_nano": 1,
                 "end_time_unix_nano": 2, "attributes": [{"key": "color", "value": {"string_value": "%s"}}]}
                """.formatted(SECRET);
        new TracesImport(database, tracer.tracking)
                .add(tracer.caller, List.of(TraceCopy.of(info, List.of(), List.of(), List.of(span))));
        TraceCopy added = read(database, traceId);
        assertThat(added.spans().getFirst()).contains(SECRET);
        assertThat(added.info().requestPreview()).isEqualTo("asked: " + SECRET);
        assertThat(added.info().traceMetadata()).containsEntry("mlflow.traceInputs", SECRET);
        return added;
    }

    private static Assessment assessment(
            String id, String name, @Nullable Feedback feedback, @Nullable Expectation expectation) {
        return new Assessment(
                id,
                name,
                null,
                null,
                new AssessmentSource(AssessmentSource.Type.HUMAN, "ann"),
                "2024-05-01T12:00:00.250Z",
                "2024-05-01T12:00:00.250Z",
                feedback,
                expectation,
                null,
                "because " + SECRET,
                null,
                Map.of("note", SECRET),
                null,
                true);
    }

    private TraceCopy read(Database database, String traceId) {
        return new TracesExport(database, tracer.tracking)
                .traces(tracer.caller, List.of(traceId))
                .getFirst();
    }

    private List<String> found(Database database, String filter) {
        return new TraceSearch(new TraceFinder(database, tracer.tracking))
                        .search(
                                tracer.caller,
                                new SearchTracesV3(List.of(TraceLocation.of(experiment)), filter, 10, List.of(), null))
                        .traces()
                        .stream()
                        .map(trace -> String.valueOf(trace.traceId()))
                        .toList();
    }

    private List<String> all(String sql) {
        return plain.read(tx -> tx.query(sql, row -> row.getString(1)));
    }

    private boolean isIndexed(OptionalLong term) {
        return plain.read(tx -> !new TraceIndex(tx)
                .lookup()
                .find(Set.of(term.getAsLong()), Set.of(0L))
                .isEmpty());
    }
}
