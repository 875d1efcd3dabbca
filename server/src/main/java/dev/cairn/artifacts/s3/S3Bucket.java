package dev.cairn.artifacts.s3;

import dev.cairn.artifacts.ByteRange;
import dev.cairn.artifacts.bucket.Bucket;
import dev.cairn.artifacts.bucket.BucketCheck;
import dev.cairn.artifacts.bucket.ObjectPage;
import dev.cairn.artifacts.bucket.PartedUploads;
import dev.cairn.artifacts.bucket.SignedTransfer;
import dev.cairn.artifacts.bucket.StoredObject;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.http.ApiException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// A bucket of any S3-compatible store, through the AWS SDK.
public final class S3Bucket implements Bucket {
    private final S3Client s3;
    private final String bucket;
    private final S3Uploads uploads;
    private final S3Signed signed;

    private S3Bucket(S3Client s3, ArtifactDestination.S3 destination) {
        this.s3 = s3;
        this.bucket = destination.bucket();
        this.uploads = new S3Uploads(s3, bucket);
        this.signed = new S3Signed(s3, S3Connection.presigner(destination), uploads, bucket);
    }

    /// A store that is away at the moment is opened all the same.
    ///
    /// @throws IllegalArgumentException with a sentence for the user, if the settings are wrong
    public static S3Bucket open(ArtifactDestination.S3 destination) {
        S3Client s3 = S3Connection.client(destination);
        String bucket = destination.bucket();
        BucketCheck.exists(
                "bucket",
                bucket,
                () -> S3Calls.find(() -> s3.headBucket(request -> request.bucket(bucket)))
                        .isPresent(),
                s3::close);
        return new S3Bucket(s3, destination);
    }

    @Override
    public Optional<StoredObject> find(String key) {
        return S3Calls.find(
                        () -> s3.headObject(request -> request.bucket(bucket).key(key)))
                .map(head -> new StoredObject(key, head.contentLength(), head.lastModified(), head.eTag()));
    }

    @Override
    public ObjectPage page(String beginning, String from, int limit, boolean byFolder) {
        ListObjectsV2Response page = S3Calls.call(() -> s3.listObjectsV2(request -> request.bucket(bucket)
                .prefix(beginning)
                .delimiter(byFolder ? "/" : null)
                .continuationToken(from.isEmpty() ? null : from)
                .maxKeys(limit)));
        return new ObjectPage(
                page.contents().stream()
                        .map(object ->
                                new StoredObject(object.key(), object.size(), object.lastModified(), object.eTag()))
                        .toList(),
                page.commonPrefixes().stream().map(CommonPrefix::prefix).toList(),
                page.isTruncated() ? page.nextContinuationToken() : "");
    }

    @Override
    public InputStream open(String key, String etag, ByteRange range) {
        return new Fetched(S3Calls.call(() -> s3.getObject(request -> request.bucket(bucket)
                .key(key)
                .ifMatch(etag)
                .range("bytes=%d-%d".formatted(range.first(), range.last())))));
    }

    @Override
    public void put(String key, byte[] content, int length) {
        uploads.put(key, content, length);
    }

    @Override
    public void delete(List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        List<ObjectIdentifier> all = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        DeleteObjectsResponse deleted = S3Calls.call(() -> s3.deleteObjects(request ->
                request.bucket(bucket).delete(what -> what.objects(all).quiet(true))));
        if (deleted.hasErrors() && !deleted.errors().isEmpty()) {
            throw ApiException.busy("The artifact store did not delete all: %s; try again."
                    .formatted(deleted.errors().getFirst().code()));
        }
    }

    @Override
    public PartedUploads uploads() {
        return uploads;
    }

    @Override
    public Optional<SignedTransfer> signed() {
        return Optional.of(signed);
    }

    @Override
    public void close() {
        signed.close();
        s3.close();
    }
}
