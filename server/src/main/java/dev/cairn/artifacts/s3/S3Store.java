package dev.cairn.artifacts.s3;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.ArtifactStore;
import dev.cairn.artifacts.ByteRange;
import dev.cairn.artifacts.DirectTransfer;
import dev.cairn.artifacts.Listing;
import dev.cairn.artifacts.Upload;
import dev.cairn.config.ArtifactDestination;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A bucket: a file is an object, and a folder is there as long as something lies in it.
public final class S3Store implements ArtifactStore {
    /// The most that S3 lists or deletes at once.
    private static final int PAGE = 1_000;

    private final S3Client s3;
    private final String bucket;
    private final S3Keys keys;
    private final S3Uploads uploads;
    private final S3Direct direct;

    private S3Store(S3Client s3, ArtifactDestination.S3 destination) {
        this.s3 = s3;
        this.bucket = destination.bucket();
        this.keys = new S3Keys(destination.prefix());
        this.uploads = new S3Uploads(s3, destination.bucket());
        this.direct = new S3Direct(s3, destination, keys);
    }

    /// A store that is away at the moment is opened all the same.
    ///
    /// @throws IllegalArgumentException with a sentence for the user, if the settings are wrong
    public static S3Store open(ArtifactDestination.S3 destination) {
        S3Client s3 = S3Connection.client(destination);
        if (isMissing(s3, destination.bucket())) {
            s3.close();
            throw new IllegalArgumentException(
                    "The bucket '%s' of --artifacts-destination does not exist.".formatted(destination.bucket()));
        }
        return new S3Store(s3, destination);
    }

    private static boolean isMissing(S3Client s3, String bucket) {
        try {
            return S3Calls.find(() -> s3.headBucket(request -> request.bucket(bucket)))
                    .isEmpty();
        } catch (ApiException notNow) {
            return false; // requests are refused until the store answers; the log has the reason
        }
    }

    @Override
    public Optional<ArtifactFile> find(ArtifactPath path) {
        if (path.isRoot()) {
            return Optional.of(ArtifactFile.folder(path));
        }
        String key = keys.of(path);
        Optional<HeadObjectResponse> head = S3Calls.find(
                () -> s3.headObject(request -> request.bucket(bucket).key(key)));
        if (head.isPresent()) {
            HeadObjectResponse file = head.get();
            return Optional.of(new ArtifactFile(path, false, file.contentLength(), file.lastModified(), file.eTag()));
        }
        return page(keys.below(path), "", 1, true).keyCount() > 0
                ? Optional.of(ArtifactFile.folder(path))
                : Optional.empty();
    }

    @Override
    public Listing list(ArtifactPath folder, String from, int limit) {
        String below = keys.below(folder);
        List<ArtifactFile> files = new ArrayList<>();
        String next = from;
        do {
            ListObjectsV2Response page = page(below, next, Math.min(PAGE, limit - files.size()), true);
            add(page, files);
            next = page.isTruncated() ? page.nextContinuationToken() : "";
        } while (!next.isEmpty() && files.size() < limit);
        return new Listing(files, next);
    }

    private void add(ListObjectsV2Response page, List<ArtifactFile> files) {
        int start = files.size();
        for (CommonPrefix folder : page.commonPrefixes()) {
            keys.path(folder.prefix()).ifPresent(path -> files.add(ArtifactFile.folder(path)));
        }
        for (S3Object object : page.contents()) {
            if (!object.key().endsWith("/")) {
                keys.path(object.key())
                        .ifPresent(path -> files.add(
                                new ArtifactFile(path, false, object.size(), object.lastModified(), object.eTag())));
            }
        }
        files.subList(start, files.size())
                .sort(Comparator.comparing(file -> file.path().value()));
    }

    private ListObjectsV2Response page(String below, String from, int limit, boolean byFolder) {
        return S3Calls.call(() -> s3.listObjectsV2(request -> request.bucket(bucket)
                .prefix(below)
                .delimiter(byFolder ? "/" : null)
                .continuationToken(from.isEmpty() ? null : from)
                .maxKeys(limit)));
    }

    @Override
    public InputStream open(ArtifactFile file, ByteRange range) {
        return new Fetched(S3Calls.call(() -> s3.getObject(request -> request.bucket(bucket)
                .key(keys.of(file.path()))
                .ifMatch(file.etag())
                .range("bytes=%d-%d".formatted(range.first(), range.last())))));
    }

    @Override
    public void write(ArtifactPath path, Upload upload) throws IOException {
        if (path.isRoot()) {
            throw ApiException.invalid("Cannot write the artifact '': it is a directory.");
        }
        uploads.write(keys.of(path), upload);
    }

    @Override
    public void delete(ArtifactPath path) {
        if (path.isRoot()) {
            throw ApiException.invalid("Invalid path");
        }
        S3Calls.find(() -> s3.deleteObject(request -> request.bucket(bucket).key(keys.of(path))));
        String next = "";
        do {
            ListObjectsV2Response page = page(keys.below(path), next, PAGE, false);
            delete(page.contents());
            next = page.isTruncated() ? page.nextContinuationToken() : "";
        } while (!next.isEmpty());
    }

    private void delete(List<S3Object> objects) {
        if (objects.isEmpty()) {
            return;
        }
        List<ObjectIdentifier> all = objects.stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        DeleteObjectsResponse deleted = S3Calls.call(() -> s3.deleteObjects(request ->
                request.bucket(bucket).delete(what -> what.objects(all).quiet(true))));
        if (deleted.hasErrors() && !deleted.errors().isEmpty()) {
            throw ApiException.busy("The artifact store did not delete all: %s; try again."
                    .formatted(deleted.errors().getFirst().code()));
        }
    }

    @Override
    public Optional<DirectTransfer> direct() {
        return Optional.of(direct);
    }

    @Override
    public void close() {
        direct.close();
        s3.close();
    }
}
