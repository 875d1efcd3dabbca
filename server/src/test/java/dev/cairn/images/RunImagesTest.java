package dev.cairn.images;

import static dev.cairn.Refused.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.TestWorkspace;
import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Upload;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.runs.ListRunImages;
import dev.cairn.protocol.runs.ListRunImages.ImageSeries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class RunImagesTest {
    private final TestDatabase kind;
    private final TestWorkspace workspace;
    private final RunImages images;
    private final String experiment;

    RunImagesTest(TestDatabase kind) {
        this.kind = kind;
        workspace = new TestWorkspace(kind);
        images = new RunImages(workspace.database, workspace.artifacts, workspace.tracking.finder());
        experiment = workspace.experiment();
    }

    @Test
    void imagesAreColumnsOfEachKeyInTheOrderOfTheirSteps() throws IOException {
        String run = run(true);
        image(run, "dog", 10, 7);
        image(run, "dog", 9, 6);
        file(run, "images/val~cat+step+0+timestamp+5+z.png");
        file(run, "images/notes.txt");
        file(run, "images/deeper/dog+step+1+timestamp+5+z.png");
        String other = run(true);
        image(other, "dog", 3, 5);

        ListRunImages.Response found = list(other, run);

        assertThat(found.more()).isFalse();
        assertThat(found.runs()).extracting(ListRunImages.ImagesOfRun::runId).containsExactly(other, run);
        assertThat(found.runs().getLast().series())
                .containsExactly(
                        new ImageSeries(
                                "dog",
                                List.of(9L, 10L),
                                List.of(6L, 7L),
                                List.of("images/dog+step+9+timestamp+6+u.png", "images/dog+step+10+timestamp+7+u.png"),
                                List.of(
                                        "images/dog+step+9+timestamp+6+u+compressed.webp",
                                        "images/dog+step+10+timestamp+7+u+compressed.webp")),
                        new ImageSeries(
                                "val/cat",
                                List.of(0L),
                                List.of(5L),
                                List.of("images/val~cat+step+0+timestamp+5+z.png"),
                                List.of("images/val~cat+step+0+timestamp+5+z.png")));
    }

    @Test
    void severalImagesOfAStepStandInTheOrderOfTheirTimes() throws IOException {
        String run = run(true);
        image(run, "dog", 1, 20);
        image(run, "dog", 1, 3);

        assertThat(list(run).runs().getFirst().series().getFirst().timestamps()).containsExactly(3L, 20L);
    }

    @Test
    void onlyRunsThatLoggedImagesAreLookedAt() throws IOException {
        String untagged = run(false);
        image(untagged, "dog", 0, 1);

        assertThat(list(untagged, run(true), "0".repeat(32)).runs()).isEmpty();
    }

    @Test
    void runsOfOthersAreNotShown() throws IOException {
        TestWorkspace theirs = new TestWorkspace(kind);
        String run = run(true);
        image(run, "dog", 0, 1);
        Caller stranger = theirs.caller;

        assertThat(images.list(stranger, new ListRunImages(List.of(run))).runs())
                .isEmpty();
        assertThat(list(run).runs()).hasSize(1);
    }

    @Test
    void runsWhoseFilesLieElsewhereHaveNone() {
        String run = workspace.run(experiment);
        tag(run);
        workspace.database.write(
                tx -> tx.update("UPDATE runs SET artifact_uri = 's3://elsewhere/x' WHERE run_id = ?", run));

        assertThat(list(run).runs()).isEmpty();
    }

    @Test
    void runsWhoseFilesLieOutsideTheStoreHaveNone() throws IOException {
        String outside = workspace.run(experiment);
        tag(outside);
        workspace.database.write(tx ->
                tx.update("UPDATE runs SET artifact_uri = 'mlflow-artifacts:/../outside' WHERE run_id = ?", outside));
        String run = run(true);
        image(run, "dog", 0, 1);

        assertThat(list(outside, run).runs())
                .extracting(ListRunImages.ImagesOfRun::runId)
                .containsExactly(run);
    }

    @Test
    void runsBehindTheLastFileThatIsLookedAtAreLeftOut() throws IOException {
        RunImages few = new RunImages(workspace.database, workspace.artifacts, workspace.tracking.finder(), 2);
        String first = run(true);
        image(first, "dog", 0, 1);

        ListRunImages.Response found = few.list(workspace.caller, new ListRunImages(List.of(first, run(true))));

        assertThat(found.runs()).hasSize(1);
        assertThat(found.more()).isTrue();
    }

    @Test
    void anAnswerSaysThatItLeavesSomeOut() throws IOException {
        RunImages few = new RunImages(workspace.database, workspace.artifacts, workspace.tracking.finder(), 2);
        String run = run(true);
        image(run, "dog", 0, 1);
        ListRunImages.Response all = few.list(workspace.caller, new ListRunImages(List.of(run)));
        image(run, "dog", 1, 2);

        ListRunImages.Response cut = few.list(workspace.caller, new ListRunImages(List.of(run)));

        assertThat(all.more()).isFalse();
        assertThat(cut.more()).isTrue();
    }

    @Test
    void aHundredRunsAreShownAtOnce() throws IOException {
        List<String> runs = IntStream.rangeClosed(0, RunImages.MAX_LISTED)
                .mapToObj(n -> run(true))
                .toList();
        image(runs.getFirst(), "dog", 0, 1);

        ListRunImages.Response found = images.list(workspace.caller, new ListRunImages(runs));

        assertThat(found.runs()).hasSize(1);
        assertThat(found.more()).isTrue();
    }

    @Test
    void aRequestNamesSomeRunsAndNotTooMany() {
        assertInvalid(() -> list());
        List<String> many = IntStream.rangeClosed(0, RunImages.MAX_RUNS)
                .mapToObj(Integer::toString)
                .toList();
        assertInvalid(() -> images.list(workspace.caller, new ListRunImages(many)));
        assertThat(images.list(workspace.caller, new ListRunImages(Collections.nCopies(5, run(true))))
                        .runs())
                .isEmpty();
    }

    private ListRunImages.Response list(String... runs) {
        return images.list(workspace.caller, new ListRunImages(List.of(runs)));
    }

    private String run(boolean hasImages) {
        String run = workspace.run(experiment);
        workspace.database.write(tx -> tx.update(
                "UPDATE runs SET artifact_uri = ? WHERE run_id = ?", "mlflow-artifacts:/" + run + "/artifacts", run));
        if (hasImages) {
            tag(run);
        }
        return run;
    }

    private void tag(String run) {
        workspace.database.write(tx -> {
            tx.update("INSERT INTO names (name) VALUES ('mlflow.loggedImages') ON CONFLICT (name) DO NOTHING");
            return tx.update("""
                    INSERT INTO run_tags (run, name_id, value)
                    SELECT r.id, n.id, 'True' FROM runs r, names n WHERE r.run_id = ? AND n.name = 'mlflow.loggedImages'
                    """, run);
        });
    }

    private void image(String run, String key, long step, long time) throws IOException {
        String stem = "images/%s+step+%d+timestamp+%d+u".formatted(key, step, time);
        file(run, stem + "+compressed.webp");
        file(run, stem + ".png");
    }

    private void file(String run, String path) throws IOException {
        byte[] content = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        workspace.artifacts.write(
                ArtifactPath.of(run + "/artifacts/" + path),
                new Upload(new ByteArrayInputStream(content), content.length, Optional.empty()));
    }
}
