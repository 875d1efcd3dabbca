package dev.cairn.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.evaluation.DatasetCopy;
import dev.cairn.evaluation.ScorerCopy;
import dev.cairn.evaluation.StoredRecord;
import dev.cairn.importing.transfer.Report;
import dev.cairn.protocol.evaluation.Issue;
import dev.cairn.protocol.evaluation.Scorer;
import dev.cairn.protocol.review.InputCategorical;
import dev.cairn.protocol.review.LabelSchema;
import dev.cairn.protocol.review.ReviewStatus;
import dev.cairn.review.QueueCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Evaluation data sets, scorers, issues, label schemas and review queues of MLflow databases.
@OnEachDatabase
final class CarriedEvaluationTest {
    private final TestDatabase kind;

    @TempDir
    private Path folder;

    private OldServer old;
    private Here here;

    CarriedEvaluationTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws IOException {
        old = OldServer.withEverything(kind.empty(), folder.resolve("old"));
        here = new Here(kind.current(), folder.resolve("store"));
    }

    @AfterEach
    void close() {
        here.close();
    }

    private Report take() {
        Report report = here.take(old.source(), folder.resolve("old"));
        assertThat(report.isClean()).as(report.text()).isTrue();
        return report;
    }

    @Test
    void whatBelongsToTheWorkspaceComesAlone() {
        assertThat(take().text())
                .contains("1  evaluation data sets imported")
                .contains("2  records of evaluation data sets on both sides, compared")
                .contains("2  versions of scorers on both sides, compared")
                .contains("1  issues on both sides, compared")
                .contains("1  label schemas on both sides, compared")
                .contains("1  review queues on both sides, compared");
        assertThat(here.stores.evaluation().exporting().datasetIds(Here.CALLER, "", 10))
                .containsExactly("d-1");
    }

    @Test
    void aDataSetHasItsRecordsTagsAndExperiments() {
        take();

        DatasetCopy copy =
                here.stores.evaluation().exporting().dataset(Here.CALLER, "d-1").orElseThrow();
        assertThat(copy.dataset().experimentIds()).containsExactly("7");
        assertThat(copy.dataset().tags()).isEqualTo("{\"stage\":\"dev\"}");
        assertThat(copy.dataset().digest()).isEqualTo("abc");
        assertThat(copy.dataset().lastUpdatedBy()).isEqualTo("bob");
        StoredRecord first = copy.records().getFirst();
        assertThat(first.inputs()).isEqualTo("{\"q\":\"a\",\"n\":1}");
        assertThat(first.outputs()).isEqualTo("[1,\"two\"]");
        assertThat(first.expectations()).isEqualTo("{\"e\":\"x\"}");
        assertThat(first.source()).isEqualTo("{\"source_type\":\"HUMAN\",\"source_data\":{}}");
        assertThat(copy.records().get(1).expectations()).isNull();
        assertThat(copy.records().get(1).outputs()).isNull();
    }

    @Test
    void aScorerKeepsTheNumbersOfItsVersions() {
        take();

        ScorerCopy copy =
                here.stores.evaluation().exporting().scorer(Here.CALLER, "sc-1").orElseThrow();
        assertThat(copy.versions()).extracting(Scorer::scorerVersion).containsExactly(1, 3);
        assertThat(Objects.requireNonNull(copy.config()).sampleRate()).isEqualTo(0.5);
        assertThat(copy.config().filterString()).isEqualTo("status = 'OK'");
    }

    @Test
    void issuesAndReviewsComeWithAllThatTheyHave() {
        take();

        Issue issue =
                here.stores.evaluation().exporting().issue(Here.CALLER, "iss-1").orElseThrow();
        assertThat(issue.rootCauses()).containsExactly("r1");
        assertThat(issue.severity()).isEqualTo("high");
        LabelSchema schema =
                here.stores.review().exporting().schema(Here.CALLER, "ls-1").orElseThrow();
        assertThat(schema.input().categorical()).isEqualTo(new InputCategorical(List.of("a", "b"), false));
        QueueCopy queue =
                here.stores.review().exporting().queue(Here.CALLER, "rq-1").orElseThrow();
        assertThat(queue.queue().users()).containsExactly("bob");
        assertThat(queue.queue().schemaIds()).containsExactly("ls-1");
        assertThat(queue.items())
                .extracting(item -> item.itemId().substring(34) + " " + item.status() + " " + item.completedTimeMs())
                .containsExactlyInAnyOrder(
                        "a " + ReviewStatus.COMPLETE + " 150", "b " + ReviewStatus.PENDING + " null");
    }

    @Test
    void anImportThatIsGivenAgainFindsThemHere() {
        take();

        assertThat(take().text())
                .contains("1  review queues that were here already")
                .doesNotContain("review queues imported");
    }

    @Test
    void aRecordThatChangedSinceIsTold() {
        take();
        old.execute(
                "UPDATE evaluation_dataset_records SET expectations = '{\"e\": \"y\"}' WHERE dataset_record_id = 'dr-1'");

        assertThat(here.take(old.source(), folder.resolve("old")).text())
                .contains("The evaluation data set d-1 differs from the source in: content.");
    }
}
