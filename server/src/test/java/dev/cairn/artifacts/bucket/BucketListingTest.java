package dev.cairn.artifacts.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Listing;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BucketListingTest {
    private final MemoryBucket bucket = new MemoryBucket();

    @Test
    void namesThatNoPathCanHaveAreToldApartAndThoseOfUploadsAreNot() {
        for (String key : List.of("p/a", "p/b\\c", "p/d:e", "p/.cairn-uploads/x", "p/")) {
            bucket.put(key, new byte[0], 0);
        }

        Listing listing = new BucketStore(bucket, "p").list(ArtifactPath.ROOT, "", 10);

        assertThat(listing.files()).extracting(file -> file.path().value()).containsExactly("a");
        assertThat(listing.unnamable()).containsExactly("b\\c", "d:e");
        assertThat(listing.isLast()).isTrue();
    }

    @Test
    void aPageHasNoMoreOfThemThanItMayHaveFiles() {
        for (int i = 0; i < 5; i++) {
            bucket.put("p/%d\\".formatted(i), new byte[0], 0);
        }

        Listing listing = new BucketStore(bucket, "p").list(ArtifactPath.ROOT, "", 2);

        assertThat(listing.unnamable()).hasSize(2);
        assertThat(listing.isLast()).isFalse();
    }
}
