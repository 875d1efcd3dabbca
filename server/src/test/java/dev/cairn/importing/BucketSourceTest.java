package dev.cairn.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.TestS3;
import dev.cairn.artifacts.Upload;
import dev.cairn.artifacts.bucket.BucketStore;
import dev.cairn.artifacts.s3.S3Bucket;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.TestDatabase;
import dev.cairn.importing.transfer.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Artifacts of an MLflow server that kept them in a bucket.
final class BucketSourceTest {
    private static final String RUN = "a0000000000000000000000000000001";
    private static final String TRACE = "tr-0000000000000000000000000000000b";

    @TempDir
    private Path folder;

    private ArtifactDestination.S3 bucket;
    private OldServer old;
    private Here here;

    @BeforeEach
    void open() throws IOException {
        bucket = TestS3.shared().bucket();
        try (Artifacts store = store()) {
            write(store, "7/" + RUN + "/artifacts/model/weights.bin", "weights");
            write(store, "7/traces/" + TRACE + "/artifacts/traces.json", """
                    {"spans": [{"trace_id": "AAAAAAAAAAAAAAAAAAAACw==", "span_id": "AAAAAAAAAAE=", "parent_span_id": null,
                      "name": "root", "start_time_unix_nano": 1, "end_time_unix_nano": 2, "events": [],
                      "status": {"code": "STATUS_CODE_OK"}, "attributes": {}}]}
                    """);
        }
        old = OldServer.withEverything(new DatabaseUrl.Sqlite(folder.resolve("mlflow.db")), place());
        here = new Here(TestDatabase.copy(folder.resolve("cairn.db")), folder.resolve("store"));
        here.opening = uri -> store();
    }

    @AfterEach
    void close() {
        here.close();
    }

    private String place() {
        return bucket.uris().getFirst();
    }

    private Artifacts store() throws IOException {
        return new Artifacts(new BucketStore(S3Bucket.open(bucket), bucket.prefix()), false, bucket.uris());
    }

    private static void write(Artifacts store, String path, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        store.write(ArtifactPath.of(path), new Upload(new ByteArrayInputStream(bytes), bytes.length, Optional.empty()));
    }

    @Test
    void filesOfAPlaceThatWasNamedAreCopied() throws IOException {
        Report report = here.take(old.source(), true, List.of(place()));

        assertThat(report.isClean()).as(report.text()).isTrue();
        String uri = here.run(RUN).run().info().artifactUri();
        assertThat(uri).startsWith("mlflow-artifacts:/");
        assertThat(here.file(uri + "/model/weights.bin")).isEqualTo("weights");
        assertThat(here.stores
                        .traces()
                        .exporting()
                        .traces(Here.CALLER, List.of(TRACE))
                        .getFirst()
                        .spans())
                .hasSize(1);
    }

    @Test
    void filesOfAFolderAreCopiedIntoABucketAndFoundEqual() throws IOException {
        Path files = folder.resolve("old");
        Path weights = files.resolve("7/" + RUN + "/artifacts/model/weights.bin");
        Files.createDirectories(weights.getParent());
        Files.writeString(weights, "other weights");
        OldServer local = OldServer.withEverything(new DatabaseUrl.Sqlite(folder.resolve("local.db")), files);
        bucket = TestS3.shared().bucket();

        try (Artifacts target = store();
                Here there = new Here(TestDatabase.copy(folder.resolve("there.db")), folder, target)) {
            Report report = there.take(local.source(), files);

            assertThat(report.isClean()).as(report.text()).isTrue();
            String uri = there.run(RUN).run().info().artifactUri();
            assertThat(uri).isEqualTo("mlflow-artifacts:/7/%s/artifacts".formatted(RUN));
            assertThat(there.file(uri + "/model/weights.bin")).isEqualTo("other weights");
            assertThat(target.list(ArtifactPath.of("7"), ArtifactPath.ROOT, "", 10)
                            .rows())
                    .hasSize(2);
        }
        try (Artifacts again = store();
                Here there = new Here(new DatabaseUrl.Sqlite(folder.resolve("there.db")), folder, again)) {
            assertThat(there.take(local.source(), files).text()).contains("runs that were here already");
        }
    }

    @Test
    void filesOfOtherPlacesStayWhereTheyAre() {
        Report report = here.take(old.source(), true, List.of());

        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(here.run(RUN).run().info().artifactUri()).startsWith(place());
        assertThat(report.text()).doesNotContain("artifact files copied");
    }
}
