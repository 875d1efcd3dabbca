package dev.cairn.artifacts.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.http.ApiException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A store in which folders are things of their own, that are deleted when nothing is in them, and not before.
final class FolderDeletionTest {
    private final TreeSet<String> folders =
            new TreeSet<>(List.of("p", "p/run", "p/run/a", "p/run/a/b", "p/run/c", "p/run2"));
    private final MemoryBucket bucket = new MemoryBucket() {
        @Override
        public ObjectPage page(String beginning, String from, int limit, boolean byFolder) {
            ObjectPage files = super.page(beginning, from, limit, byFolder);
            return new ObjectPage(
                    files.objects(),
                    folders.stream()
                            .filter(folder -> folder.startsWith(beginning))
                            .toList(),
                    files.next());
        }

        @Override
        public void delete(List<String> keys) {
            for (String key : keys) {
                if (objects.keySet().stream().anyMatch(other -> other.startsWith(key + "/"))
                        || folders.stream().anyMatch(other -> other.startsWith(key + "/"))) {
                    throw ApiException.busy("DirectoryIsNotEmpty " + key);
                }
                folders.remove(key);
            }
            super.delete(keys);
        }
    };

    @Test
    void foldersGoAfterWhatIsInThem() {
        for (String key : List.of("p/run/a/b/1", "p/run/a/2", "p/run/3", "p/run2/4")) {
            bucket.put(key, new byte[0], 0);
        }

        new BucketStore(bucket, "p").delete(ArtifactPath.of("run"));

        assertThat(bucket.objects).containsOnlyKeys("p/run2/4");
        assertThat(folders).containsExactly("p", "p/run2");
    }
}
