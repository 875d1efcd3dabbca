package dev.cairn.artifacts.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What is kept of uploads under way, and how it goes.
final class UploadMarksTest {
    /// More than are swept up at once.
    private static final int MANY = 12_000;

    private final MemoryBucket bucket = new MemoryBucket();
    private final UploadMarks marks = new UploadMarks(bucket, new BucketKeys("p"));

    @Test
    void anOldUploadIsFoundBehindManyYoungOnes() {
        for (int i = 0; i < MANY; i++) {
            bucket.put("p/.cairn-uploads/0-%05d".formatted(i), new byte[0], 0);
        }
        String old = marks.begin("file");
        bucket.times.put(marks.folder("file", old) + "mark", Instant.now().minus(Duration.ofDays(2)));

        marks.sweep(Instant.now().minus(Duration.ofDays(1)));

        assertThatThrownBy(() -> marks.require("file", old)).hasMessageContaining("No such multipart upload");
        assertThat(bucket.objects).hasSize(MANY);
    }

    @Test
    void anUploadThatIsUnderWayIsLeftAlone() {
        String id = marks.begin("file");
        bucket.put("p/other", new byte[0], 0);

        marks.sweep(Instant.now().minus(Duration.ofDays(1)));
        marks.require("file", id);
        marks.sweep(Instant.now().plus(Duration.ofDays(1)));

        assertThat(bucket.objects).containsOnlyKeys("p/other");
    }

    @Test
    void aSweepThatStopsBeforeTheEndSaysSo() {
        Instant later = Instant.now().plus(Duration.ofDays(1));
        for (int i = 0; i < MANY; i++) {
            bucket.put("p/.cairn-uploads/0-%05d".formatted(i), new byte[0], 0);
        }

        assertThat(marks.sweep(later)).isFalse();
        assertThat(bucket.objects).isNotEmpty();
        assertThat(marks.sweep(later)).isTrue();
        assertThat(bucket.objects).isEmpty();
    }

    @Test
    void whereFoldersAreThingsOfTheirOwnTheyGoWithTheirUploads() {
        FoldersBucket store = new FoldersBucket();
        UploadMarks uploads = new UploadMarks(store, new BucketKeys("p"));
        String aborted = uploads.begin("file");
        String old = uploads.begin("file");
        Instant before = Instant.now().minus(Duration.ofDays(2));
        store.times.put(uploads.folder("file", old) + "mark", before);
        store.put("p/.cairn-uploads/stray", new byte[0], 0);
        store.times.put("p/.cairn-uploads/stray", before);
        String young = uploads.begin("file");

        uploads.remove("file", aborted);
        uploads.sweep(Instant.now().minus(Duration.ofDays(1)));

        assertThat(store.objects).containsOnlyKeys(uploads.folder("file", young) + "mark");
        assertThat(store.folders)
                .containsExactly(
                        "p", "p/.cairn-uploads", uploads.folder("file", young).replaceFirst("/$", ""));
    }

    @Test
    void anUploadIsOfItsOwnKeyAlone() {
        String id = marks.begin("file");

        assertThatThrownBy(() -> marks.require("file2", id)).hasMessageContaining("No such multipart upload");
        assertThatThrownBy(() -> marks.require("file", "../" + id)).hasMessageContaining("No such multipart upload");
        marks.end("file2", id);
        marks.require("file", id);
        marks.end("file", id);
        assertThat(bucket.objects).isEmpty();
    }
}
