package dev.cairn.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.importing.transfer.Report;
import dev.cairn.protocol.traces.Assessment;
import dev.cairn.protocol.traces.AssessmentSource;
import dev.cairn.protocol.traces.LinkPromptsToTrace.PromptVersionRef;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceState;
import dev.cairn.traces.TraceCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Traces of MLflow databases, wherever their spans are.
@OnEachDatabase
final class CarriedTracesTest {
    private static final String TRACE = "tr-0000000000000000000000000000000a";
    private static final String TRACE_WITH_A_FILE = "tr-0000000000000000000000000000000b";

    private final TestDatabase kind;

    @TempDir
    private Path folder;

    private Path artifacts;
    private OldServer old;
    private Here here;

    CarriedTracesTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws IOException {
        artifacts = folder.resolve("old");
        Path files = artifacts.resolve("7/traces/" + TRACE_WITH_A_FILE + "/artifacts");
        Files.createDirectories(files.resolve("attachments"));
        Files.writeString(files.resolve("attachments/picture.png"), "pixels");
        Files.writeString(files.resolve("traces.json"), """
                {"spans": [{"name": "root", "context": {"span_id": "0x00000000000000ff", "trace_id": "0x0b"},
                  "parent_id": null, "start_time": 3000000000, "end_time": null, "status_code": "UNSET",
                  "status_message": null, "attributes": {"mlflow.traceRequestId": "\\"old-id\\"", "k": "\\"v\\""},
                  "events": [{"name": "e", "timestamp": 3000000001, "attributes": {"a": [1]}}]}]}
                """);
        old = OldServer.withEverything(kind.empty(), artifacts);
        here = new Here(kind.current(), folder.resolve("store"));
    }

    @AfterEach
    void close() {
        here.close();
    }

    private TraceCopy trace(String id) {
        return here.stores.traces().exporting().traces(Here.CALLER, List.of(id)).getFirst();
    }

    @Test
    void tracesComeWithAllThatTheyHave() {
        Report report = here.take(old.source(), artifacts);

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(report.text())
                .contains("2  traces imported")
                .contains("3  spans on both sides, compared")
                .contains("4  assessments on both sides, compared");
        TraceCopy trace = trace(TRACE);
        TraceInfo info = trace.info();
        assertThat(info.clientRequestId()).isEqualTo("req-1");
        assertThat(info.requestTime()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(info.executionDuration()).isEqualTo("0.250s");
        assertThat(info.state()).isEqualTo(TraceState.OK);
        assertThat(info.tags()).containsEntry("tier", "gold").containsEntry("mlflow.traceName", "answer");
        assertThat(info.traceMetadata())
                .containsEntry("mlflow.trace.user", "ada")
                .containsEntry("mlflow.trace.session", "s-1")
                .containsEntry(
                        "mlflow.trace.tokenUsage", "{\"input_tokens\": 5, \"output_tokens\": 7, \"total_tokens\": 12}")
                .containsKey("mlflow.trace.cost");
        assertThat(trace.runs()).containsExactly("a0000000000000000000000000000001");
        assertThat(trace.prompts()).containsExactly(new PromptVersionRef("greet", "2"));
    }

    @Test
    void valuesOfSpansAreWhatClientsSet() {
        here.take(old.source(), artifacts);

        assertThat(trace(TRACE).spans())
                .hasSize(2)
                .anySatisfy(span -> assertThat(span)
                        .contains("{\"key\":\"n\",\"value\":{\"int_value\":3}}")
                        .contains("{\"key\":\"digits\",\"value\":{\"string_value\":\"12\"}}")
                        .contains("{\"double_value\":2.5},{},{\"bool_value\":true}"))
                .anySatisfy(span -> assertThat(span)
                        .contains("\"parent_span_id\":\"AAAAAAAAAAE=\"")
                        .contains("\"message\":\"nope\",\"code\":\"STATUS_CODE_ERROR\"")
                        .contains("\"time_unix_nano\":1150000000,\"name\":\"chunk\"")
                        .contains("\"links\":[{\"trace_id\":\"AAAAAAAAAAAAAAAAAAAACw==\""));
    }

    @Test
    void assessmentsSayWhoFoundWhatAndWhetherItStillCounts() {
        here.take(old.source(), artifacts);

        List<Assessment> assessments = trace(TRACE).info().assessments();
        assertThat(assessments)
                .extracting(Assessment::assessmentId, Assessment::valid, Assessment::overrides)
                .containsExactly(
                        tuple("a-1", false, null),
                        tuple("a-2", true, "a-1"),
                        tuple("a-3", true, null),
                        tuple("a-4", true, null));
        Assessment first = assessments.getFirst();
        assertThat(Objects.requireNonNull(first.source()).sourceType()).isEqualTo(AssessmentSource.Type.LLM_JUDGE);
        assertThat(first.spanId()).isEqualTo("0000000000000002");
        assertThat(first.createTime()).isEqualTo("1970-01-01T00:00:02Z");
        assertThat(Objects.requireNonNull(
                                Objects.requireNonNull(assessments.get(1).feedback())
                                        .error())
                        .errorCode())
                .isEqualTo("E1");
        assertThat(Objects.requireNonNull(
                                Objects.requireNonNull(assessments.get(2).expectation())
                                        .serializedValue())
                        .value())
                .isEqualTo("{\"answer\":[\"x\",1]}");
        assertThat(Objects.requireNonNull(assessments.get(3).issue()).issueName())
                .isEqualTo("slow");
    }

    @Test
    void spansAreReadFromAFileWhereTheDatabaseHasNone() throws IOException {
        here.take(old.source(), artifacts);

        TraceCopy trace = trace(TRACE_WITH_A_FILE);
        assertThat(trace.info().state()).isEqualTo(TraceState.IN_PROGRESS);
        assertThat(trace.spans())
                .singleElement()
                .asString()
                .contains("\"span_id\":\"AAAAAAAAAP8=\"")
                .contains("\"string_value\":\"old-id\"")
                .doesNotContain("end_time");
        String place = Objects.requireNonNull(trace.info().tags().get("mlflow.artifactLocation"));
        assertThat(here.file(place + "/attachments/picture.png")).isEqualTo("pixels");
        assertThat(here.files.resolve("7/traces/" + TRACE_WITH_A_FILE + "/artifacts/traces.json"))
                .doesNotExist();
    }

    @Test
    void aFileOfSpansThatCannotBeReadIsToldAndComesAsItIs() throws IOException {
        Files.writeString(
                artifacts.resolve("7/traces/" + TRACE_WITH_A_FILE + "/artifacts/traces.json"), "{\"spans\": [{}]}");

        Report report = here.take(old.source(), artifacts);

        assertThat(report.isClean()).isFalse();
        assertThat(report.text())
                .containsOnlyOnce("The spans of trace " + TRACE_WITH_A_FILE
                        + " cannot be read from 'traces.json': A span has no trace_id");
        assertThat(here.files.resolve("7/traces/" + TRACE_WITH_A_FILE + "/artifacts/traces.json"))
                .hasContent("{\"spans\": [{}]}");
    }

    @Test
    void whatIsImportedIsFoundByItsTermsAndLinks() {
        here.take(old.source(), artifacts);

        assertThat(here.foundTraces("tags.tier = 'gold'")).containsExactly(TRACE);
        assertThat(here.foundTraces("span.name = 'llm' AND span.status = 'ERROR'"))
                .containsExactly(TRACE);
        assertThat(here.foundTraces("metadata.`mlflow.trace.session` = 's-2'")).containsExactly(TRACE_WITH_A_FILE);
        assertThat(here.foundTraces("expectation.expected IS NOT NULL")).containsExactly(TRACE);
        assertThat(here.foundTraces("run_id = 'a0000000000000000000000000000001'"))
                .containsExactly(TRACE);
        assertThat(here.foundTraces("span.attributes.k = 'v'")).containsExactly(TRACE_WITH_A_FILE);
    }

    @Test
    void anImportThatIsGivenAgainFindsItsTracesHere() {
        here.take(old.source(), artifacts);

        Report again = here.take(old.source(), artifacts);

        assertThat(again.isClean()).as(again.text()).isTrue();
        assertThat(again.text()).contains("2  traces that were here already").doesNotContain("traces imported");
    }

    @Test
    void aTraceThatChangedSinceIsTold() {
        here.take(old.source(), artifacts);
        old.execute("UPDATE trace_tags SET value = 'silver' WHERE value = 'gold'");

        Report again = here.take(old.source(), artifacts);

        assertThat(again.text()).contains("Trace " + TRACE + " differs from the source in: tags.");
    }
}
