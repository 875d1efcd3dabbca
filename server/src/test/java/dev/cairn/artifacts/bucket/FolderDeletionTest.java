package dev.cairn.artifacts.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.artifacts.ArtifactPath;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is deleted of a store in which folders are things of their own.
final class FolderDeletionTest {
    /// More than are deleted in one call.
    private static final int MANY = 2 * Bucket.PAGE + 1;

    private final FoldersBucket bucket = new FoldersBucket();

    @Test
    void foldersGoAfterWhatIsInThem() {
        put("p/run/a/b/1", "p/run/a/2", "p/run/3", "p/run2/4");
        bucket.folders.add("p/run/c");

        new BucketStore(bucket, "p").delete(ArtifactPath.of("run"));

        assertThat(bucket.objects).containsOnlyKeys("p/run2/4");
        assertThat(bucket.folders).containsExactly("p", "p/run2");
    }

    @Test
    void anyNumberOfThemGoesInPages() {
        for (int i = 0; i < MANY; i++) {
            put("p/run/%d/file".formatted(i));
        }

        new BucketStore(bucket, "p").delete(ArtifactPath.of("run"));

        assertThat(bucket.objects).isEmpty();
        assertThat(bucket.folders).containsExactly("p");
    }

    private void put(String... keys) {
        for (String key : List.of(keys)) {
            bucket.put(key, new byte[0], 0);
        }
    }
}
