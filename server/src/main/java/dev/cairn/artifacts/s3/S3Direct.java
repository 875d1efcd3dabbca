package dev.cairn.artifacts.s3;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.DirectTransfer;
import dev.cairn.artifacts.SignedUrl;
import dev.cairn.artifacts.UploadedPart;
import dev.cairn.config.ArtifactDestination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// S3's presigned URLs and multipart uploads.
final class S3Direct implements DirectTransfer {
    private static final String BINARY = "application/octet-stream";
    private static final int MOST_SWEPT = 10_000;

    private final S3Client s3;
    private final S3Presigner presigner;
    private final String bucket;
    private final S3Keys keys;

    S3Direct(S3Client s3, ArtifactDestination.S3 destination, S3Keys keys) {
        this.s3 = s3;
        this.presigner = S3Connection.presigner(destination);
        this.bucket = destination.bucket();
        this.keys = keys;
    }

    @Override
    public boolean sparesDownloads() {
        return true;
    }

    /// As an attachment of no known type, so that no browser runs it.
    @Override
    public SignedUrl download(ArtifactFile file, Duration life) {
        return new SignedUrl(presigner
                .presignGetObject(signed -> signed.signatureDuration(life)
                        .getObjectRequest(get -> get.bucket(bucket)
                                .key(keys.of(file.path()))
                                .responseContentType(BINARY)
                                .responseContentDisposition("attachment")))
                .url()
                .toString());
    }

    @Override
    public SignedUrl upload(ArtifactPath path, Duration life) {
        return new SignedUrl(presigner
                .presignPutObject(signed -> signed.signatureDuration(life)
                        .putObjectRequest(put -> put.bucket(bucket).key(keys.of(path))))
                .url()
                .toString());
    }

    @Override
    public SignedUrl part(ArtifactPath path, String uploadId, int number, Duration life) {
        return new SignedUrl(presigner
                .presignUploadPart(signed -> signed.signatureDuration(life)
                        .uploadPartRequest(part -> part.bucket(bucket)
                                .key(keys.of(path))
                                .uploadId(uploadId)
                                .partNumber(number)))
                .url()
                .toString());
    }

    @Override
    public String begin(ArtifactPath path) {
        return S3Calls.call(() -> s3.createMultipartUpload(
                        request -> request.bucket(bucket).key(keys.of(path)).contentType(BINARY)))
                .uploadId();
    }

    @Override
    public void complete(ArtifactPath path, String uploadId, List<UploadedPart> parts) {
        List<CompletedPart> all = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .build())
                .toList();
        S3Calls.call(() -> s3.completeMultipartUpload(request -> request.bucket(bucket)
                .key(keys.of(path))
                .uploadId(uploadId)
                .multipartUpload(upload -> upload.parts(all))));
    }

    @Override
    public void abort(ArtifactPath path, String uploadId) {
        S3Calls.find(() -> s3.abortMultipartUpload(
                request -> request.bucket(bucket).key(keys.of(path)).uploadId(uploadId)));
    }

    @Override
    public void sweep(Instant before) {
        String afterKey = null;
        String afterUpload = null;
        int seen = 0;
        do {
            String key = afterKey;
            String upload = afterUpload;
            ListMultipartUploadsResponse page =
                    S3Calls.call(() -> s3.listMultipartUploads(request -> request.bucket(bucket)
                            .prefix(keys.below(ArtifactPath.ROOT))
                            .keyMarker(key)
                            .uploadIdMarker(upload)));
            page.uploads().stream()
                    .filter(old -> old.initiated().isBefore(before))
                    .forEach(this::abort);
            seen += page.uploads().size();
            afterKey = page.isTruncated() ? page.nextKeyMarker() : null;
            afterUpload = page.isTruncated() ? page.nextUploadIdMarker() : null;
        } while (afterKey != null && seen < MOST_SWEPT);
    }

    private void abort(MultipartUpload upload) {
        S3Calls.find(() -> s3.abortMultipartUpload(
                request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    }

    void close() {
        presigner.close();
    }
}
