package dev.cairn.artifacts.gcs;

import dev.cairn.artifacts.ByteRange;
import dev.cairn.artifacts.bucket.Bucket;
import dev.cairn.artifacts.bucket.BucketCheck;
import dev.cairn.artifacts.bucket.BucketKeys;
import dev.cairn.artifacts.bucket.ObjectPage;
import dev.cairn.artifacts.bucket.OneByOne;
import dev.cairn.artifacts.bucket.PartedUploads;
import dev.cairn.artifacts.bucket.SignedTransfer;
import dev.cairn.artifacts.bucket.StoredObject;
import dev.cairn.artifacts.bucket.UploadMarks;
import dev.cairn.config.ArtifactDestination;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A bucket of Google Cloud Storage. An object is known by its generation, which each write makes anew.
public final class GcsBucket implements Bucket {
    private final GcsCalls calls;
    private final GcsListing listing;
    private final GcsUploads uploads;
    private final @Nullable GcsSigned signed;

    private GcsBucket(GcsCalls calls, ArtifactDestination.Gcs destination) {
        this.calls = calls;
        this.listing = new GcsListing(calls);
        this.uploads = new GcsUploads(calls);
        UploadMarks marks = new UploadMarks(this, new BucketKeys(destination.prefix()));
        this.signed = destination
                .access()
                .signer()
                .map(signer -> new GcsSigned(new GcsUrls(destination.endpoint(), signer), calls, uploads, marks))
                .orElse(null);
    }

    /// A store that is away at the moment is opened all the same. It is asked by a listing, since the right to see the
    /// bucket itself is not among those that objects need.
    ///
    /// @throws IllegalArgumentException with a sentence for the user, if the settings are wrong
    public static GcsBucket open(ArtifactDestination.Gcs destination) {
        GcsCalls calls = new GcsCalls(destination);
        BucketCheck.exists(
                "bucket",
                destination.bucket(),
                () -> calls.find(calls.ofBucket("GET").query("maxResults", "1")).isPresent(),
                calls::close);
        return new GcsBucket(calls, destination);
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return calls.find(calls.ofObject("GET", key).query("fields", GcsListing.FIELDS))
                .map(answer -> GcsListing.object(GcsCalls.json(answer)));
    }

    @Override
    public ObjectPage page(String beginning, String from, int limit, boolean byFolder) {
        return listing.page(beginning, from, limit, byFolder);
    }

    /// As it is stored, even if a client said that it is packed.
    @Override
    public InputStream open(String key, String etag, ByteRange range) {
        return calls.open(calls.ofObject("GET", key)
                .query("alt", "media")
                .query("generation", GcsListing.generation(etag))
                .header("accept-encoding", "gzip")
                .header("range", "bytes=%d-%d".formatted(range.first(), range.last())));
    }

    @Override
    public void put(String key, byte[] content, int length) {
        uploads.put(key, content, length);
    }

    @Override
    public void delete(List<String> keys) {
        OneByOne.each(keys, key -> calls.find(calls.ofObject("DELETE", key)));
    }

    @Override
    public PartedUploads uploads() {
        return uploads;
    }

    @Override
    public Optional<SignedTransfer> signed() {
        return Optional.ofNullable(signed);
    }

    @Override
    public void close() {
        calls.close();
    }
}
